import { type MetricGrain, metricGrainsInMs, readMetricSeries } from '../../azure/metrics-reader.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { MetricFinding, MetricSeries, TimeWindow } from '../../incident/finding.ts'
import type { MetricsAsked } from '../types.ts'
import { instanceCount, type KnownMetric, knownMetrics } from './metric-table.ts'

interface Wanted {
  readonly metric: KnownMetric
  readonly aggregation: MetricFinding['aggregation']
  readonly grain: MetricGrain
}

/**
 * Any metrics of an app and its plan over any time: one request for all that have the same resource and grain. Those
 * that Azure does not keep of it, or has no value of, are left out. Throws `AzureError`.
 */
export const readAppMetrics = async (
  azure: ReadingAzure,
  app: AppRef,
  asked: MetricsAsked & { readonly signal: AbortSignal },
): Promise<readonly MetricFinding[]> => {
  const wanted = asked.metrics.flatMap(({ name, of, aggregation }): readonly Wanted[] => {
    const named = knownMetrics.filter((known) => known.name.toLowerCase() === name.toLowerCase())
    const metric = named.find((known) => known.of === (of ?? 'app')) ?? named[0]
    const grain = asked.grain ?? grainFor(asked.window, metric?.finest)
    return metric === undefined ? [] : [{ metric, aggregation: aggregation ?? metric.aggregation, grain }]
  })
  const groups = new Map<string, Wanted[]>()
  for (const one of wanted) {
    const key = [one.metric.of, one.grain, one.metric.name === instanceCount].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const found = await Promise.all([...groups.values()].map((group) => readGroup(azure, app, { ...asked, group })))
  return found.flat()
}

type Group = Pick<MetricsAsked, 'window' | 'isPerInstance'> & {
  readonly group: readonly Wanted[]
  readonly signal: AbortSignal
}

const readGroup = async (
  azure: ReadingAzure,
  app: AppRef,
  { group, window, isPerInstance, signal }: Group,
): Promise<readonly MetricFinding[]> => {
  const [first] = group
  if (first === undefined) return []
  const { grain, metric } = first
  const counts = metric.name === instanceCount
  const series = await readMetricSeries(azure, {
    id: metric.of === 'app' ? app.id : app.planId,
    window: wholeGrains(window, grain),
    metrics: counts
      ? [{ metric: 'CpuPercentage', aggregation: 'average', as: instanceCount }]
      : group.map((one) => ({ metric: one.metric.name, aggregation: one.aggregation, as: nameOf(one) })),
    grain,
    perInstance: counts || isPerInstance === true ? 'where-possible' : 'never',
    signal,
  })
  return group.flatMap((one): readonly MetricFinding[] => {
    const read = series.get(nameOf(one)) ?? []
    const own = counts ? [countOf(read)] : read
    if (!own.some(({ points }) => points.some(([, value]) => value !== null))) return []
    return [
      {
        kind: 'metric',
        metric: nameOf(one),
        of: one.metric.of,
        unit: one.metric.unit,
        aggregation: one.aggregation,
        grainInMs: metricGrainsInMs[grain],
        series: own,
      },
    ]
  })
}

const nameOf = ({ metric, aggregation }: Wanted): string =>
  aggregation === metric.aggregation ? metric.name : `${metric.name}.${aggregation}`

/** An instance is there in every grain that it has a value of. */
const countOf = (series: readonly MetricSeries[]): MetricSeries => {
  const counts = new Map<number, number>()
  for (const { points } of series)
    for (const [at, value] of points) counts.set(at, (counts.get(at) ?? 0) + (value === null ? 0 : 1))
  return { points: [...counts].sort(([a], [b]) => a - b).map(([at, count]) => [at, count === 0 ? null : count]) }
}

/** What is seldom measured has a value only where a whole grain of it is asked for. */
const wholeGrains = ({ from, to }: TimeWindow, grain: MetricGrain): TimeWindow => {
  const inMs = metricGrainsInMs[grain]
  if (inMs < metricGrainsInMs.PT6H) return { from, to }
  return { from: Math.floor(from / inMs) * inMs - (to - from < 2 * inMs ? inMs : 0), to }
}

/** As fine as a picture and an answer of some hundred points a metric have room for. */
const most: readonly (readonly [MetricGrain, number])[] = [
  ['PT1M', 6 * 3_600_000],
  ['PT5M', 26 * 3_600_000],
  ['PT15M', 4 * 86_400_000],
  ['PT1H', 15 * 86_400_000],
  ['PT6H', 93 * 86_400_000],
]

const grainFor = ({ from, to }: TimeWindow, finest: MetricGrain = 'PT1M'): MetricGrain => {
  const fitting = most.find(([, longestInMs]) => to - from <= longestInMs)?.[0] ?? 'P1D'
  return metricGrainsInMs[fitting] < metricGrainsInMs[finest] ? finest : fitting
}
