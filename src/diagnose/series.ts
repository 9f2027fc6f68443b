import type { Instant, MetricFinding, MetricSeries } from '../incident/finding.ts'
import { remember } from './remember.ts'

/** A point that Azure had a value for. */
export type Known = readonly [at: Instant, value: number]

/** Missing points, Azure's lag at the end among them, are left out rather than read as zero. */
export const known = remember((points: MetricSeries['points']): readonly Known[] =>
  points.flatMap(([at, value]) => (value === null || !Number.isFinite(value) ? [] : [[at, value] as const])),
)

export const valuesOf = (points: readonly Known[]): readonly number[] => points.map(([, value]) => value)

export const median = (values: readonly number[]): number | undefined => {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}

export const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

/** Median absolute deviation, scaled to estimate a standard deviation; 0 without values. */
export const spread = (values: readonly number[]): number => {
  const middle = median(values)
  if (middle === undefined) return 0
  return 1.4826 * (median(values.map((value) => Math.abs(value - middle))) ?? 0)
}

/** A series' points. A response time of 0 is a minute in which nobody asked: no point at all. */
export const pointsOf = ({ metric }: Pick<MetricFinding, 'metric'>, { points }: MetricSeries): readonly Known[] =>
  metric === 'HttpResponseTime' ? known(points).filter(([, value]) => value > 0) : known(points)

/** All instances as one: the sum of totals, the mean of anything else. */
export const overall = remember((finding: MetricFinding): readonly Known[] => {
  const at = new Map<Instant, number[]>()
  for (const series of finding.series)
    for (const [instant, value] of pointsOf(finding, series)) at.set(instant, [...(at.get(instant) ?? []), value])
  const join = finding.aggregation === 'total' ? sum : (values: readonly number[]) => mean(values) ?? 0
  return [...at].toSorted(([a], [b]) => a - b).map(([instant, values]) => [instant, join(values)] as const)
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Byte order, so that no locale can change a verdict. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
