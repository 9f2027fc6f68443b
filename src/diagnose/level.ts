import type { MetricFinding } from '../incident/finding.ts'
import { metricOf, probeOf } from './seen.ts'
import { inOrder, type Known, mean, median, overall, pointsOf, valuesOf } from './series.ts'
import type { Seen } from './types.ts'
import { nearestUsual } from './usual.ts'

/** A metric before the onset and now, in its own unit. */
export interface Level {
  /** `undefined` where neither the window holds calm time to compare with nor other hours were seen. */
  readonly before: number | undefined
  readonly now: number
  readonly probe: string
}

export interface InstanceLevel extends Level {
  readonly instance: string
}

/** Of all instances together; `undefined` where the metric was not seen since the onset. */
export const levelOf = (seen: Seen, of: MetricFinding['of'], metric: string): Level | undefined => {
  const finding = metricOf(seen, of, metric)
  const level = finding === undefined ? undefined : levelIn(seen, finding, overall(finding))
  if (level === undefined || seen.since !== undefined) return level
  // Trouble may fill the whole window: other hours are the better comparison then.
  const usual = nearestUsual(seen, { of, metric }, level.now)
  return usual === undefined ? level : { ...level, before: usual }
}

/** Each instance by itself, by name; empty where the metric does not split. */
export const levelsOf = (seen: Seen, of: MetricFinding['of'], metric: string): readonly InstanceLevel[] =>
  levelsBy(seen, metricOf(seen, of, metric), levelIn)

/**
 * As `levelsOf`, with all the time since the onset as "now": instances that take turns are no different then.
 * Without an onset, the last five.
 */
export const averagesOf = (seen: Seen, of: MetricFinding['of'], metric: string): readonly InstanceLevel[] =>
  levelsBy(seen, metricOf(seen, of, metric), averageIn)

const levelsBy = (
  seen: Seen,
  finding: MetricFinding | undefined,
  levelBy: typeof levelIn,
): readonly InstanceLevel[] => {
  const levels = (finding?.series ?? []).flatMap((series) => {
    const { instance } = series
    const level = finding === undefined ? undefined : levelBy(seen, finding, pointsOf(finding, series))
    return instance === undefined || level === undefined ? [] : [{ instance, ...level }]
  })
  return levels.toSorted((a, b) => inOrder(a.instance, b.instance))
}

/** Ours: short enough to see that it is over, long enough to bridge the pauses of a crash loop. */
const nowInPoints = 5

/** Counts come in bursts, so they are averaged; of levels the median is taken, which one odd minute does not move. */
const levelIn = (seen: Seen, finding: MetricFinding, points: readonly Known[]): Level | undefined => {
  const counts = finding.aggregation === 'total'
  const middle = counts ? mean : median
  const now = middle(valuesOf(points.filter(([at]) => at >= (seen.since ?? 0))).slice(-nowInPoints))
  if (now === undefined) return undefined
  return { before: middle(valuesOf(points.filter(([at]) => at < calmUntil(seen)))), now, probe: probeOf(seen, finding) }
}

const averageIn = (seen: Seen, finding: MetricFinding, points: readonly Known[]): Level | undefined => {
  const { since } = seen
  const now = mean(valuesOf(since === undefined ? points.slice(-nowInPoints) : points.filter(([at]) => at >= since)))
  if (now === undefined) return undefined
  return { before: mean(valuesOf(points.filter(([at]) => at < calmUntil(seen)))), now, probe: probeOf(seen, finding) }
}

/** Without an onset the first half of the window is what "now" is compared with. */
const calmUntil = ({ since, window }: Seen): number => since ?? (window.from + window.to) / 2

/** How many times as much as before; at least `floor` is taken to have been there before. */
export const timesOf = ({ before, now }: Level, floor: number): number | undefined =>
  before === undefined ? undefined : now / Math.max(before, floor)
