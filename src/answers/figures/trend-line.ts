import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, MetricFinding } from '../../incident/finding.ts'
import { roundForDisplay } from '../../views/parts/before-and-now.ts'
import { meanOfPoints, mergeSeries } from '../../views/parts/metric-series.ts'
import { momentText } from '../../views/parts/moment-text.ts'

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
