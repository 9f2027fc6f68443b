import { z } from 'zod'
import type { MetricFinding, MetricSeries, TimeWindow } from '../incident/finding.ts'
import { instantShape } from './answer-fields.ts'
import { readResource } from './arm-reader.ts'
import type { AnswerSharing, ReadingAzure } from './types.ts'
import { learnUnknownMetrics, withoutUnknownMetrics } from './unknown-metrics.ts'

export const metricGrainsInMs = {
  PT1M: 60_000,
  PT5M: 300_000,
  PT15M: 900_000,
  PT1H: 3_600_000,
  PT6H: 21_600_000,
  P1D: 86_400_000,
} as const
export type MetricGrain = keyof typeof metricGrainsInMs

export interface MetricsRequest {
  /** ARM id of the resource. */
  readonly id: string
  readonly window: TimeWindow
  /**
   * All of them in one request, which Azure limits to twenty; it has the aggregations of all for each. `as`: the name
   * to give it, where one metric is wanted in two aggregations.
   */
  readonly metrics: readonly (Pick<MetricFinding, 'metric' | 'aggregation'> & { readonly as?: string })[]
  /** `PT1M` where absent. */
  readonly grain?: MetricGrain
  /** A series an instance: of each metric, or Azure refuses; of those that can be split; or of none. */
  readonly perInstance: 'required' | 'where-possible' | 'never'
  readonly signal: AbortSignal
  readonly sharing?: AnswerSharing | undefined
}

/**
 * Series by the metric's name as it was asked for, points in order of time; none where Azure keeps none. One metric that
 * the resource does not have makes Azure refuse them all: they are asked once more without it. Throws `AzureError`.
 */
export const readMetricSeries = async (
  azure: ReadingAzure,
  request: MetricsRequest,
): Promise<ReadonlyMap<string, readonly MetricSeries[]>> => {
  const value = await readKnown(azure, request).catch((error: unknown) => {
    if (!learnUnknownMetrics(request, error)) throw error
    return readKnown(azure, request)
  })
  const found = new Map(value.map(({ name, timeseries }) => [name.value.toLowerCase(), timeseries ?? []]))
  return new Map(
    request.metrics.map(({ metric, aggregation, as = metric }) => [
      as,
      (found.get(metric.toLowerCase()) ?? []).map((series) => seriesOf(series, aggregation)),
    ]),
  )
}

const readKnown = async (azure: ReadingAzure, asked: MetricsRequest): Promise<z.infer<typeof answerShape>['value']> => {
  const request = withoutUnknownMetrics(asked)
  if (request.metrics.length === 0) return []
  const path = `${request.id}/providers/Microsoft.Insights/metrics`
  const { signal, sharing } = request
  return (await readResource(azure, { path, query: queryFor(request), signal, sharing }, answerShape)).value
}

const queryFor = ({ metrics, window, grain, perInstance }: MetricsRequest): Record<string, string> => ({
  metricnames: [...new Set(metrics.map(({ metric }) => metric))].join(','),
  timespan: `${new Date(window.from).toISOString()}/${new Date(window.to).toISOString()}`,
  interval: grain ?? 'PT1M',
  aggregation: [...new Set(metrics.map(({ aggregation }) => aggregation))].join(','),
  ...(perInstance === 'never' ? {} : { $filter: "Instance eq '*'" }),
  // Ten series is the default: too few for a plan of thirty workers.
  top: '100',
  // A metric that does not split comes whole instead of failing the others.
  ...(perInstance === 'required' ? {} : { ValidateDimensions: 'false' }),
})

const value = z.number().nullish()
const seriesShape = z.object({
  metadatavalues: z.array(z.object({ name: z.object({ value: z.string() }), value: z.string() })).nullish(),
  data: z.array(z.object({ timeStamp: instantShape, average: value, total: value, maximum: value, minimum: value })),
})
const answerShape = z.object({
  value: z.array(z.object({ name: z.object({ value: z.string() }), timeseries: z.array(seriesShape).nullish() })),
})

const seriesOf = (
  { metadatavalues, data }: z.infer<typeof seriesShape>,
  aggregation: MetricFinding['aggregation'],
): MetricSeries => {
  const instance = metadatavalues?.find(({ name }) => name.value.toLowerCase() === 'instance')?.value
  const points = data
    .map((point) => [point.timeStamp, point[aggregation] ?? null] as const)
    .sort(([left], [right]) => left - right)
  return instance === undefined ? { points } : { instance, points }
}
