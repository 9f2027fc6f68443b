import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { lookTimeOf } from '../../views/parts/look-time.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { detectorLagLines, detectorWord } from '../reading/detector-lag.ts'
import { observedIn, tenseOf } from '../seen/looked.ts'
import { ownVisitLines } from '../seen/own-visits.ts'
import { failuresIn } from '../seen/seen-counts.ts'
import type { ShownFigure } from './shown-figures.ts'

/** "Which one is right?", "hoe kan dat". */
const differWords = `
  differ*, which … right, which one, which is right, contradict*, inconsisten*, mismatch, match, agree, versus, vs, but,
  yet, whereas, other figure, elsewhere, two different, discrepan*, fewer, less than, more than, than you, minder, meer dan, dan jij, dan jullie, verschil*, welke klopt, klopt, kloppen, tegenstrijdig*,
  komt niet overeen, rijmen, maar, terwijl, andere, ene, anders, juist`
/** The chart and the sentences say the same matter in two ways. */
const twoWords = 'chart, graph, two, both, differ*, grafiek, twee, beide, verschil*'
const ownVisitWords = `
  own visit*, own request*, your request*, test visit*, testbezoek*, your test*, jouw test*,
  your visit*, your own, test request*, you got, yourself got, eigen verzoek*,
  eigen bezoek*, jullie verzoek*, testverzoek*, zelf kreeg, jij kreeg`
const microsoftWords = 'microsoft*, portal, azure portal, diagnose and solve, portaal'
/** "Can we trust it?", "is it current". */
const lateWords = `
  late, lag*, delay*, current, up to date, live, by now, already more, stale, old, fresh, behind, actueel, achter*, laat,
  vertrag*, verouderd, live, inmiddels, intussen`
/** "Does that count staging as well?" */
const scopeWords = `
  staging, slot, slots, other apps, other app, whole plan, bots, health check*, your own test*, included, include*,
  count … too, count … as well, andere apps, andere app, hele plan, telt … mee, tellen … mee, meegeteld, inbegrepen`
const totalWords =
  'total*, altogether, in all, since it began, so far, sum, since the start, totaal, bij elkaar, in totaal, sinds het begin, opgeteld'

/** Per minute or total, over all instances or one, average or peak. */
export const measureWords = ({ as }: ShownFigure, say: Translate): string => say(messageOf(`answer.how-measured.${as}`))

/** What stands before and after the arrow. */
export const minutesWords = (incident: Incident, say: Translate): string =>
  say(messageOf('answer.how-measured.minutes', { tense: tenseOf(incident) }))

/** Why two figures of one matter are not the same; none where that was not asked. */
export const whyDiffersLines = (
  incident: Incident,
  figures: readonly ShownFigure[],
  text: string,
  say: Translate,
): readonly string[] => {
  const isDifferent = figures.length > 1 || speaksOf(text, differWords)
  if (speaksOf(text, `${detectorWord}, ${microsoftWords}`) || figures.some(({ as }) => as === 'detector'))
    return [...detectorLagLines(incident, say), ...(isDifferent ? newestCount(incident, say) : [])]
  if (speaksOf(text, ownVisitWords))
    return [say(messageOf('answer.how-measured.own-visit')), ...ownVisitLines(incident, say).slice(0, 1)]
  if (speaksOf(text, scopeWords)) return [say(messageOf('answer.how-measured.scope'))]
  if (speaksOf(text, totalWords)) return [...totalLines(incident, say)]
  if (isDifferent && figures.length > 1) return differenceOf(incident, figures, say)
  if (speaksOf(text, twoWords) && figures[0]?.as === 'average')
    return [say(messageOf('answer.how-measured.chart-or-sentence', { tense: tenseOf(incident) }))]
  return speaksOf(text, lateWords) ? lateLines(incident, say) : []
}

const differenceOf = (incident: Incident, figures: readonly ShownFigure[], say: Translate): readonly string[] => {
  const kinds = new Set(figures.map(({ as }) => as))
  const places = new Set(figures.map(({ on }) => on))
  if (kinds.size > 1) return [say(messageOf('answer.how-measured.other-kinds'))]
  return places.size > 1
    ? [say(messageOf('answer.how-measured.chart-or-sentence', { tense: tenseOf(incident) }))]
    : [say(messageOf('answer.how-measured.other-times'))]
}

/** Until when Azure's figures reach, of this look. */
const lateLines = (incident: Incident, say: Translate): readonly string[] => {
  const at = lookTimeOf(incident)
  const findings = observedIn(incident)
  const until = findings === undefined ? undefined : failuresIn(findings)?.countedUntil
  if (at === undefined || until === undefined) return [minutesWords(incident, say)]
  return [
    say(messageOf('answer.how-measured.late', { until: momentText(until, at, say), at: momentText(at, at, say) })),
  ]
}

const totalLines = (incident: Incident, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  const all = findings === undefined ? undefined : failuresIn(findings)?.sinceOnset
  return all === undefined
    ? []
    : [
        say(
          messageOf('answer.how-measured.total', {
            failed: say.number(Math.round(all.failed)),
            requests: say.number(Math.round(all.requests)),
            tense: tenseOf(incident),
          }),
        ),
      ]
}

/** Azure's own count of the last minutes, to hold against an older one. */
const newestCount = (incident: Incident, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  const now = findings === undefined ? undefined : failuresIn(findings)?.now
  return now === undefined
    ? []
    : [
        say(
          messageOf('answer.how-measured.newest', {
            failed: say.number(Math.round(now.failed)),
            requests: say.number(Math.round(now.requests)),
          }),
        ),
      ]
}
