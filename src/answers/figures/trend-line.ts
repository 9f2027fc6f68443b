import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, MetricFinding } from '../../incident/finding.ts'
import { roundForDisplay } from '../../views/parts/before-and-now.ts'
import { meanOfPoints, mergeSeries } from '../../views/parts/metric-series.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { type FactWords, valueText } from './fact-text.ts'

/** Ours: a change of less than this is how a busy and a quiet day differ. */
const leastChange = 0.25
const leastPoints = 4

interface TrendWanted {
  readonly title: string
  /** When the trouble began: what came after it is no trend. */
  readonly since: Instant | undefined
  readonly now: Instant
}

/** None or one: whether it crept up or down before the trouble, or came at once. */
export const trendLine = (
  finding: MetricFinding,
  { title, since, now }: TrendWanted,
  say: Translate,
): readonly string[] => {
  const points = mergeSeries(finding).filter(([, value]) => value !== null)
  const calm = since === undefined ? points : points.filter(([at]) => at + finding.grainInMs <= since)
  const half = Math.floor(calm.length / 2)
  const [first, second] = [meanOfPoints(calm.slice(0, half)), meanOfPoints(calm.slice(half))]
  if (calm.length < leastPoints || first === undefined || second === undefined) return []
  const change = second - first
  const isFlat = Math.abs(change) <= leastChange * Math.max(first, second)
  const shown = (value: number) => say.number(roundForDisplay(value, finding.unit), finding.unit)
  const after = since === undefined ? undefined : meanOfPoints(points.filter(([at]) => at >= since))
  const key = isFlat ? 'flat' : change > 0 ? 'up' : 'down'
  return [
    say(
      messageOf(`answer.figures.trend.${key}`, {
        metric: title,
        first: shown(first),
        second: shown(second),
        known: since === undefined || since > now ? 'no' : 'yes',
        since: since === undefined ? '' : momentText(since, now, say),
        jump: after === undefined ? 'no' : 'yes',
        after: after === undefined ? '' : shown(after),
      }),
    ),
  ]
}

const courseInMs = 5 * 60_000
/** Ours: a figure that is read twice differs by so much without any course. */
const leastCourse = 0.1

/** None or one: from the first minutes of the time to the last ones. */
export const courseLine = (title: string, words: FactWords, say: Translate): readonly string[] => {
  const { own, now } = words
  const points = mergeSeries(own).filter(([at, value]) => value !== null && at + own.grainInMs <= now)
  const size = Math.max(1, Math.round(courseInMs / own.grainInMs))
  const [first, last] = [meanOfPoints(points.slice(0, size)), meanOfPoints(points.slice(-size))]
  const from = points[0]?.[0]
  if (points.length < 2 * size || from === undefined || first === undefined || last === undefined) return []
  const isSame = Math.abs(last - first) <= leastCourse * Math.max(first, last)
  const shown = (value: number) => valueText({ value, isRate: own.aggregation === 'total' }, words, say)
  const is = isSame ? 'same' : last > first ? 'up' : 'down'
  const figures = { first: shown(first), last: shown(last), from: momentText(from, now, say) }
  return [say(messageOf('answer.figures.course', { metric: title, is, ...figures }))]
}
