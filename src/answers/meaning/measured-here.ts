import { type MetricLevel, metricLevelOf } from '../../diagnose/metric-level.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { roundForDisplay } from '../../views/parts/before-and-now.ts'
import { observedIn, tenseOf } from '../seen/looked.ts'
import type { Term } from './term.ts'

/** "Is 539 a lot?", "is dat normaal". */
const muchWords = `
  a lot, much, many, high, low, normal, abnormal, usual, unusual, ok, okay, fine, good, bad, worry*, alarming, healthy,
  too, enough, ordinary, is that, is it, veel, hoog, laag, normaal, gewoon, gebruikelijk, erg, slecht, goed, zorg*, genoeg,
  te, oke, gezond`

/** Ours: what differs by less than a quarter is as it was. */
const sameWithin = 1.25

/** None or one: what the term's figure is here, beside what is usual for this app; where a figure is asked about. */
export const measuredHere = (
  { metric }: Term,
  text: string,
  incident: Incident | undefined,
  say: Translate,
): readonly string[] => {
  const findings = incident === undefined ? undefined : observedIn(incident)
  if (metric === undefined || incident === undefined || findings === undefined) return []
  if (!speaksOf(text, muchWords) && !/\d/.test(text)) return []
  const unit = metricFindingOf(findings, metric.of, metric.name)?.unit
  const level = metricLevelOf(findings, metric.of, metric.name)
  if (level === undefined) return []
  const said = (value: number | undefined) =>
    value === undefined ? '' : say.number(roundForDisplay(value, unit), unit)
  return [
    say(
      messageOf('answer.meaning.here', {
        title: say(messageOf(`answer.figures.metric.${metric.name}`)),
        now: said(level.now),
        usual: said(level.before),
        times: level.before ? say.number(Math.round((level.now / level.before) * 10) / 10) : '',
        than: comparedOf(level),
        tense: tenseOf(incident),
      }),
    ),
  ]
}

const comparedOf = ({ before, now }: MetricLevel): 'unknown' | 'more' | 'less' | 'same' => {
  if (before === undefined) return 'unknown'
  if (now > before * sameWithin) return before > 0 ? 'more' : 'unknown'
  return now < before / sameWithin ? 'less' : 'same'
}
