import type { Instant, MetricFinding, MetricSeries } from '../incident/finding.ts'
import { memoizeByReference } from '../incident/memoize-by-reference.ts'

/** A point that Azure had a value for. */
export type KnownPoint = readonly [at: Instant, value: number]

/** Missing points, Azure's lag at the end among them, are left out rather than read as zero. */
export const knownPoints = memoizeByReference((points: MetricSeries['points']): readonly KnownPoint[] =>
  points.flatMap(([at, value]) => (value === null || !Number.isFinite(value) ? [] : [[at, value] as const])),
)

export const valuesOfPoints = (points: readonly KnownPoint[]): readonly number[] => points.map(([, value]) => value)

export const medianOf = (values: readonly number[]): number | undefined => {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}

export const averageOf = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

/** Few requests come in fits and starts: a mean of five grains says more of each. */
export const meanOfNeighbours = (points: readonly KnownPoint[]): readonly KnownPoint[] =>
  points.map(([at], index) => {
    const near = points.slice(Math.max(0, index - 2), index + 3)
    return [at, averageOf(valuesOfPoints(near)) ?? 0] as const
  })

/** Median absolute deviation, scaled to estimate a standard deviation; 0 without values. */
export const medianAbsoluteDeviation = (values: readonly number[]): number => {
  const middle = medianOf(values)
  if (middle === undefined) return 0
  return 1.4826 * (medianOf(values.map((value) => Math.abs(value - middle))) ?? 0)
}

/** A series' points. A response time of 0 is a minute in which nobody asked: no point at all. */
export const pointsOfSeries = (
  { metric }: Pick<MetricFinding, 'metric'>,
  { points }: MetricSeries,
): readonly KnownPoint[] =>
  metric === 'HttpResponseTime' ? knownPoints(points).filter(([, value]) => value > 0) : knownPoints(points)

/** All instances as one: the sum of totals, the mean of anything else. */
export const combineInstances = memoizeByReference((finding: MetricFinding): readonly KnownPoint[] => {
  const at = new Map<Instant, number[]>()
  for (const series of finding.series)
    for (const [instant, value] of pointsOfSeries(finding, series)) at.set(instant, [...(at.get(instant) ?? []), value])
  const join = finding.aggregation === 'total' ? sum : (values: readonly number[]) => averageOf(values) ?? 0
  return [...at].toSorted(([a], [b]) => a - b).map(([instant, values]) => [instant, join(values)] as const)
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Byte order, so that no locale can change a verdict. */
export const compareCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
