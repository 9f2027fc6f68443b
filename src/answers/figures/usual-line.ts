import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, MetricFinding } from '../../incident/finding.ts'
import { medianOf } from '../../series/known-points.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { meanOfPoints, mergeSeries, type SeriesPoints } from '../../views/parts/metric-series.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { type ComparedWith, isSeenDay } from './compared-days.ts'

/** "What is normal?", "more than usual?", "how much was it before?" */
const usualWords = `
  normal*, usual*, ordinar*, typical*, as always, than other*, than on, used to, busier, drukker, dan anders, dan andere, dan op andere, gewend,
  than yesterday, than last week, than before, before that, before this,
  before it, was … before, were … before, beforehand, normaal*, gewoonlijk, gebruikelijk*, gewoon, doorgaans,
  dan gisteren, dan vorige week, dan eerst, daarvoor, ervoor, voordien, hiervoor, was … eerst, waren … eerst, tevoren`

export const asksForUsual = (text: string): boolean => speaksOf(text, usualWords)

/** Ours: a change of less than this is how one hour and the next differ. */
const leastChange = 0.15
const fewestPoints = 3
const minutesCountedAsNow = 5

interface UsualWanted {
  readonly title: string
  readonly since: Instant | undefined
  readonly now: Instant
  readonly compared: readonly { readonly day: ComparedWith; readonly findings: readonly MetricFinding[] }[]
  readonly valueText: (value: number) => string
}

/** None or one: what it was before the trouble, or on the day that is named, and how now lies to that. */
export const usualLine = (own: MetricFinding, wanted: UsualWanted, say: Translate): readonly string[] => {
  const points = knownOf(own)
  const usual = usualOf(own, points, wanted)
  // The grain that is still filling says too little of a count.
  const whole = points.filter(([at]) => at + own.grainInMs <= wanted.now)
  const now = meanOfPoints(whole.slice(-Math.max(1, Math.round((minutesCountedAsNow * 60_000) / own.grainInMs))))
  if (usual === undefined || now === undefined) return []
  const change = now - usual.value
  const is = Math.abs(change) <= leastChange * Math.max(now, usual.value) ? 'same' : change > 0 ? 'more' : 'less'
  const { title, since, valueText } = wanted
  return [
    say(
      messageOf('answer.figures.usual', {
        metric: title,
        is,
        base: usual.base,
        since: since === undefined ? '' : momentText(since, wanted.now, say),
        usual: valueText(usual.value),
        now: valueText(now),
      }),
    ),
  ]
}

const knownOf = (finding: MetricFinding): SeriesPoints => mergeSeries(finding).filter(([, value]) => value !== null)

/** One day where one is named; else before the onset, which no day of its own weekday or season can blur. */
const usualOf = (
  own: MetricFinding,
  points: SeriesPoints,
  { since, compared }: UsualWanted,
): { readonly value: number; readonly base: 'before' | 'yesterday' | 'lastweek' | 'usual' } | undefined => {
  const days = compared.flatMap(({ day, findings }) => {
    const then = findings.find(({ metric, of }) => metric === own.metric && of === own.of)
    const value = then === undefined ? undefined : meanOfPoints(knownOf(then))
    return value === undefined || !isSeenDay(day)
      ? []
      : [{ value, base: day === 'yesterday' ? day : ('lastweek' as const) }]
  })
  const [only] = days
  if (days.length === 1 && only !== undefined) return only
  const before = since === undefined ? [] : points.filter(([at]) => at + own.grainInMs <= since)
  // What crept up in the last minutes before the onset does not move a median.
  const value = medianOf(before.map(([, one]) => one ?? 0))
  if (value !== undefined && before.length >= fewestPoints) return { value, base: 'before' }
  const all = days.map((one) => one.value)
  return all.length === 0 ? undefined : { value: all.reduce((sum, one) => sum + one, 0) / all.length, base: 'usual' }
}
