import { z } from 'zod'
import { instantShape } from '../../azure/answer-fields.ts'
import { readResource } from '../../azure/arm-reader.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { MetricFinding, MetricSeries, TimeWindow } from '../../incident/finding.ts'
import { emptyAnswerError } from '../outcome/empty-answer-error.ts'
import { resourceLabelOf } from './listed-site.ts'

export type MetricSpec = Pick<MetricFinding, 'metric' | 'unit' | 'aggregation'>

export type MetricGrain = keyof typeof grains

export interface MetricsRequest {
  readonly of: MetricFinding['of']
  /** ARM id of the resource. */
  readonly id: string
  readonly window: TimeWindow
  readonly metrics: readonly MetricSpec[]
  /** `PT1M` where absent. */
  readonly grain?: MetricGrain
  /** Not split by instance; a text names the one series. */
  readonly whole?: string | true
}

/** Azure Monitor's limit a request. */
const metricsPerRequest = 20
const grains = { PT1M: 60_000, PT5M: 300_000, PT15M: 900_000 } as const

/**
 * Metrics a minute, a series an instance. A request has the same aggregations for all its metrics: where each comes a
 * series an instance, that is too much to ask for what is not needed, hence the groups.
 */
export async function readMetrics(
  azure: ReadingAzure,
  wanted: MetricsRequest,
  signal: AbortSignal,
): Promise<MetricFinding[]> {
  const path = `${wanted.id}/providers/Microsoft.Insights/metrics`
  const groups = wanted.whole === undefined ? requests(wanted.metrics) : [wanted.metrics]
  const answers = await Promise.all(
    groups.map((group) => readResource(azure, { path, query: query(group, wanted), signal }, answerShape)),
  )
  const found = new Map(answers.flatMap(({ value }) => value.map((metric) => [lower(metric.name.value), metric])))
  return wanted.metrics.flatMap((metric) => {
    const series = (found.get(lower(metric.metric))?.timeseries ?? []).map((one) => ({
      ...seriesOf(one, metric.aggregation),
      ...(typeof wanted.whole === 'string' ? { instance: wanted.whole } : {}),
    }))
    if (series.length === 0) return []
    const grainInMs = grains[wanted.grain ?? 'PT1M']
    return [{ kind: 'metric', of: wanted.of, ...metric, grainInMs, series: series.sort(byInstance) }]
  })
}

function requests(metrics: readonly MetricSpec[]): readonly (readonly MetricSpec[])[] {
  const groups = new Map<string, MetricSpec[]>()
  for (const metric of metrics) groups.set(metric.aggregation, [...(groups.get(metric.aggregation) ?? []), metric])
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / metricsPerRequest) }, (_, page) =>
      group.slice(page * metricsPerRequest, (page + 1) * metricsPerRequest),
    ),
  )
}

const query = (group: readonly MetricSpec[], { window, grain, whole }: MetricsRequest): Record<string, string> => ({
  'api-version': '2024-02-01',
  metricnames: group.map(({ metric }) => metric).join(','),
  timespan: `${new Date(window.from).toISOString()}/${new Date(window.to).toISOString()}`,
  interval: grain ?? 'PT1M',
  aggregation: [...new Set(group.map(({ aggregation }) => aggregation))].join(','),
  ...(whole === undefined ? { $filter: "Instance eq '*'" } : {}),
  // Ten series is the default: too few for a plan of thirty workers.
  top: '100',
  // A metric that does not split comes whole instead of failing the others.
  ValidateDimensions: 'false',
})

const value = z.number().nullish()
const seriesShape = z.object({
  metadatavalues: z.array(z.object({ name: z.object({ value: z.string() }), value: z.string() })).nullish(),
  data: z.array(z.object({ timeStamp: instantShape, average: value, total: value, maximum: value, minimum: value })),
})
const answerShape = z.object({
  value: z.array(z.object({ name: z.object({ value: z.string() }), timeseries: z.array(seriesShape).nullish() })),
})

function seriesOf(one: z.infer<typeof seriesShape>, aggregation: MetricSpec['aggregation']): MetricSeries {
  const instance = one.metadatavalues?.find(({ name }) => lower(name.value) === 'instance')?.value
  const points = one.data
    .map((point) => [point.timeStamp, round(point[aggregation])] as const)
    .sort(([left], [right]) => left - right)
  return instance === undefined ? { points } : { instance, points }
}

/** Four significant digits: what a person can use, and a journal that stays small. */
const round = (number: number | null | undefined): number | null => (number == null ? null : +number.toPrecision(4))

/** Throws where Azure has no value at all: silence of the metrics must not pass for calm. */
export function requireValues(findings: readonly MetricFinding[], id: string): readonly MetricFinding[] {
  if (findings.some(hasValues)) return findings
  throw emptyAnswerError(`${resourceLabelOf(id)}/metrics`)
}

/** Says which of the metrics Azure does not keep here. */
export function missingMetricGaps(
  metrics: readonly MetricSpec[],
  findings: readonly MetricFinding[],
): readonly TranslatableMessage[] {
  const names = metrics.map(({ metric }) => metric).filter((name) => !findings.some(({ metric }) => metric === name))
  return names.length === 0 ? [] : [messageOf('probe.gap.metrics', { metrics: names.join(', ') })]
}

export const hasValues = ({ series }: MetricFinding): boolean =>
  series.some(({ points }) => points.some(([, number]) => number !== null))

const byInstance = (left: MetricSeries, right: MetricSeries): number =>
  (left.instance ?? '') < (right.instance ?? '') ? -1 : 1

const lower = (name: string): string => name.toLowerCase()
