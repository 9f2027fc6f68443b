import { z } from 'zod'
import type { ReadingAzure } from '../../azure/types.ts'
import type { Finding, MetricFinding, MetricSeries, Window } from '../../incident/finding.ts'
import { read } from './read.ts'
import { instant } from './shapes.ts'

export type Metric = Pick<MetricFinding, 'metric' | 'unit' | 'aggregation'>

export interface MetricsOf {
  readonly of: 'app' | 'plan'
  /** ARM id of the resource. */
  readonly id: string
  readonly window: Window
  readonly metrics: readonly Metric[]
}

/** Azure Monitor's limit a request. */
const metricsPerRequest = 20
const grainInMs = 60_000

/** Metrics a minute, a series an instance. A request has one aggregation for all its metrics, hence the groups. */
export async function readMetrics(azure: ReadingAzure, wanted: MetricsOf, signal: AbortSignal): Promise<Finding[]> {
  const answers = await Promise.all(
    requests(wanted.metrics).map((group) =>
      read(
        azure,
        {
          path: `${wanted.id}/providers/Microsoft.Insights/metrics`,
          query: query(group, wanted.window),
          signal,
        },
        answerShape,
      ),
    ),
  )
  const found = new Map(answers.flatMap(({ value }) => value.map((metric) => [lower(metric.name.value), metric])))
  return wanted.metrics.flatMap((metric) => {
    const series = (found.get(lower(metric.metric))?.timeseries ?? []).map((one) => seriesOf(one, metric.aggregation))
    if (series.length === 0) return []
    return [{ kind: 'metric', of: wanted.of, ...metric, grainInMs, series: series.sort(byInstance) }]
  })
}

function requests(metrics: readonly Metric[]): readonly (readonly Metric[])[] {
  const groups = new Map<string, Metric[]>()
  for (const metric of metrics) groups.set(metric.aggregation, [...(groups.get(metric.aggregation) ?? []), metric])
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / metricsPerRequest) }, (_, page) =>
      group.slice(page * metricsPerRequest, (page + 1) * metricsPerRequest),
    ),
  )
}

const query = (group: readonly Metric[], window: Window): Record<string, string> => ({
  'api-version': '2024-02-01',
  metricnames: group.map(({ metric }) => metric).join(','),
  timespan: `${new Date(window.from).toISOString()}/${new Date(window.to).toISOString()}`,
  interval: 'PT1M',
  aggregation: group[0]?.aggregation ?? 'average',
  $filter: "Instance eq '*'",
  // Ten series is the default: too few for a plan of thirty workers.
  top: '100',
  // A metric that does not split comes whole instead of failing the others.
  ValidateDimensions: 'false',
})

const value = z.number().nullish()
const seriesShape = z.object({
  metadatavalues: z.array(z.object({ name: z.object({ value: z.string() }), value: z.string() })).nullish(),
  data: z.array(z.object({ timeStamp: instant, average: value, total: value, maximum: value, minimum: value })),
})
const answerShape = z.object({
  value: z.array(z.object({ name: z.object({ value: z.string() }), timeseries: z.array(seriesShape).nullish() })),
})

function seriesOf(one: z.infer<typeof seriesShape>, aggregation: Metric['aggregation']): MetricSeries {
  const instance = one.metadatavalues?.find(({ name }) => lower(name.value) === 'instance')?.value
  const points = one.data
    .map((point) => [point.timeStamp, round(point[aggregation])] as const)
    .sort(([left], [right]) => left - right)
  return instance === undefined ? { points } : { instance, points }
}

/** Four significant digits: what a person can use, and a journal that stays small. */
const round = (number: number | null | undefined): number | null => (number == null ? null : +number.toPrecision(4))

const byInstance = (left: MetricSeries, right: MetricSeries): number =>
  (left.instance ?? '') < (right.instance ?? '') ? -1 : 1

const lower = (name: string): string => name.toLowerCase()
