import { z } from 'zod'
import type { ReadingAzure } from '../../azure/types.ts'
import type { Instant, TimeWindow } from '../../incident/finding.ts'

/** One instance's minutes, in order; `null` where Azure had no value. */
export interface InstanceSeries {
  readonly instance: string
  readonly points: readonly (readonly [Instant, number | null])[]
}

const answer = z.object({
  value: z.array(
    z.object({
      timeseries: z
        .array(
          z.object({
            metadatavalues: z.array(z.object({ value: z.string() })).nullish(),
            data: z.array(z.looseObject({ timeStamp: z.string() })),
          }),
        )
        .nullish(),
    }),
  ),
})

export interface InstanceMetricRequest {
  /** ARM id. */
  readonly id: string
  readonly metric: string
  readonly aggregation: 'total' | 'maximum' | 'average'
  readonly window: TimeWindow
}

const metricTimeoutInMs = 8_000

/** A metric minute by minute, split by instance. Throws `AzureError`. */
export const readInstanceMetric = async (
  azure: ReadingAzure,
  { id, metric, aggregation, window }: InstanceMetricRequest,
): Promise<readonly InstanceSeries[]> => {
  const query = {
    'api-version': '2024-02-01',
    metricnames: metric,
    timespan: `${iso(window.from)}/${iso(window.to)}`,
    interval: 'PT1M',
    aggregation,
    $filter: "Instance eq '*'",
    top: '100',
  }
  const path = `${id}/providers/Microsoft.Insights/metrics`
  const found = answer.safeParse(await azure.get(path, query, azure.deadline(metricTimeoutInMs)))
  const series = found.success ? found.data.value.flatMap(({ timeseries }) => timeseries ?? []) : []
  return series.map(({ metadatavalues, data }) => ({
    instance: metadatavalues?.[0]?.value ?? '',
    points: data.map((point) => {
      const value = point[aggregation]
      return [Date.parse(point.timeStamp), typeof value === 'number' ? value : null] as const
    }),
  }))
}

const iso = (at: Instant): string => new Date(at).toISOString()
