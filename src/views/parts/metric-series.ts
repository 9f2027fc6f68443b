import type { Instant, MetricFinding } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'

export type SeriesPoints = readonly (readonly [Instant, number | null])[]

/** The first of the names that was seen of this app or its plan, in the window or in what it is compared with. */
export const findMetric = (
  metrics: readonly MetricFinding[],
  names: readonly string[],
  baseline?: MetricFinding['baseline'],
): MetricFinding | undefined => {
  const known = metrics.filter(
    (one) => names.includes(one.metric) && one.series.length > 0 && one.of !== 'neighbour' && one.baseline === baseline,
  )
  return names.map((name) => known.find(({ metric }) => metric === name)).find((found) => found !== undefined)
}

/** All series as one: counts add up and are per minute, levels are averaged. A card is made anew with every event. */
export const mergeSeries = memoizeByReference((finding: MetricFinding): SeriesPoints => {
  const sums = new Map<Instant, { sum: number; seen: number }>()
  for (const [at, value] of finding.series.flatMap((series) => series.points)) {
    const before = sums.get(at) ?? { sum: 0, seen: 0 }
    sums.set(at, value === null ? before : { sum: before.sum + value, seen: before.seen + 1 })
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(
      ([at, { sum, seen }]) =>
        [at, seen === 0 ? null : (sum * perMinuteFactor(finding)) / (isSummed(finding) ? 1 : seen)] as const,
    )
})

const isSummed = (finding: MetricFinding): boolean => finding.aggregation === 'total'

/** Turns a count a grain into a count a minute. */
const perMinuteFactor = (finding: MetricFinding): number => (isSummed(finding) ? 60_000 / finding.grainInMs : 1)

export const meanOfPoints = (points: SeriesPoints): number | undefined => {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]))
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
