import type { Instant, MetricFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'

export type Points = readonly (readonly [Instant, number | null])[]

export const metricOf = (incident: Incident, names: readonly string[]): MetricFinding | undefined => {
  const findings = (incident.observation?.results ?? []).flatMap((result) => result.findings)
  for (const name of names) {
    const found = findings.find((finding): finding is MetricFinding => isMetric(finding, name))
    if (found !== undefined) return found
  }
  return undefined
}

const isMetric = (finding: { kind: string; metric?: string; series?: readonly unknown[] }, name: string): boolean =>
  finding.kind === 'metric' && finding.metric === name && (finding.series?.length ?? 0) > 0

/** All series as one: counts add up and are per minute, levels are averaged. */
export const merged = (finding: MetricFinding): Points => {
  const sums = new Map<Instant, { sum: number; seen: number }>()
  for (const [at, value] of finding.series.flatMap((series) => series.points)) {
    const before = sums.get(at) ?? { sum: 0, seen: 0 }
    sums.set(at, value === null ? before : { sum: before.sum + value, seen: before.seen + 1 })
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(
      ([at, { sum, seen }]) => [at, seen === 0 ? null : (sum * factor(finding)) / (adds(finding) ? 1 : seen)] as const,
    )
}

const adds = (finding: MetricFinding): boolean => finding.aggregation === 'total'

/** Turns a count a grain into a count a minute. */
const factor = (finding: MetricFinding): number => (adds(finding) ? 60_000 / finding.grainInMs : 1)

export const mean = (points: Points): number | undefined => {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]))
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
