import type { MetricFinding } from '../incident/finding.ts'
import { baselinesOf } from './seen.ts'
import { mean, median, overall, valuesOf } from './series.ts'
import type { Seen } from './types.ts'

/** What a metric was at another time: by minute for counts, in its own unit. */
export interface Usual {
  readonly baseline: NonNullable<MetricFinding['baseline']>
  readonly value: number
  readonly finding: MetricFinding
}

/** Ours: two points of another time say nothing about what is usual. */
const fewestPoints = 3

/** Every baseline of a metric that has something to say. */
export const usualsOf = (seen: Seen, of: MetricFinding['of'], metric: string): readonly Usual[] =>
  baselinesOf(seen, of, metric).flatMap((finding) => {
    const value = middleOf(finding)
    return value === undefined || finding.baseline === undefined ? [] : [{ baseline: finding.baseline, value, finding }]
  })

/** At this hour on another day: what the day's rhythm explains. */
export const sameHourOf = (seen: Seen, of: MetricFinding['of'], metric: string): readonly Usual[] =>
  usualsOf(seen, of, metric).filter(({ baseline }) => baseline !== 'hours-before')

/** Counts by the minute, whatever the grain that they were asked for in. */
const middleOf = (finding: MetricFinding): number | undefined => {
  const values = valuesOf(overall(finding))
  if (values.length < fewestPoints) return undefined
  if (finding.aggregation !== 'total') return median(values)
  return ((mean(values) ?? 0) * 60_000) / finding.grainInMs
}

/** The highest of what is usual, so that only what passes all of them counts as more. */
export const mostUsual = (seen: Seen, of: MetricFinding['of'], metric: string): number | undefined => {
  const values = usualsOf(seen, of, metric).map(({ value }) => value)
  return values.length === 0 ? undefined : Math.max(...values)
}
