import { resourceLabelOf } from '../../azure/arm-id.ts'
import { emptyAnswerError } from '../../azure/errors.ts'
import { type MetricGrain, metricGrainsInMs, readMetricSeries } from '../../azure/metrics-reader.ts'
import { sharedForMinute } from '../../azure/shared-answers.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Instant, MetricFinding, MetricSeries, TimeWindow } from '../../incident/finding.ts'
import { peaksOf } from '../../incident/read-findings.ts'

/** `peaks`: beside its averages, the highest of each grain; of all instances, for it is how high that counts. */
export type MetricSpec = Pick<MetricFinding, 'metric' | 'unit' | 'aggregation'> & { readonly peaks?: true }

export interface MetricFindingsRequest {
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

/** Metrics a minute, a series an instance; all of them in one request, which then has every aggregation of each. */
export async function readMetrics(
  azure: ReadingAzure,
  wanted: MetricFindingsRequest,
  signal: AbortSignal,
): Promise<MetricFinding[]> {
  const { of, id, window, grain = 'PT1M', whole } = wanted
  // Every incident of a plan asks the same of it, and of its apps as neighbours.
  const sharing = of === 'app' ? undefined : sharedForMinute
  const perInstance = whole === undefined ? 'where-possible' : 'never'
  const answers = await Promise.all(
    pagesOf(wanted.metrics.flatMap(withPeaks)).map((metrics) =>
      readMetricSeries(azure, { id, window, metrics, grain, perInstance, signal, sharing }),
    ),
  )
  const found = new Map(answers.flatMap((answer) => [...answer]))
  return wanted.metrics.flatMap(withPeaks).flatMap(({ as, ...metric }) => {
    const read = found.get(as) ?? []
    const series = (as === metric.metric ? read : highestOf(read)).map((one) => ({
      ...one,
      points: one.points.map(([at, value]) => [at, round(value)] as const),
      ...(typeof whole === 'string' ? { instance: whole } : {}),
    }))
    if (series.length === 0) return []
    return [
      {
        kind: 'metric',
        of,
        ...metric,
        metric: as,
        grainInMs: metricGrainsInMs[grain],
        series: series.sort(byInstance),
      },
    ]
  })
}

/** It is the same request: Azure gives every aggregation that is asked for of any of them. */
const withPeaks = ({ peaks, ...spec }: MetricSpec): readonly (MetricSpec & { readonly as: string })[] => [
  { ...spec, as: spec.metric },
  ...(peaks === true ? [{ ...spec, aggregation: 'maximum', as: peaksOf(spec.metric) } as const] : []),
]

/** One series of the highest of all, by time. */
const highestOf = (series: readonly MetricSeries[]): readonly MetricSeries[] => {
  const highest = new Map<Instant, number | null>()
  for (const [at, value] of series.flatMap(({ points }) => points)) {
    const known = highest.get(at) ?? null
    highest.set(at, known === null || (value !== null && value > known) ? value : known)
  }
  return series.length === 0 ? [] : [{ points: [...highest].toSorted(([a], [b]) => a - b) }]
}

/** As many requests as it takes: mostly one. */
const pagesOf = (metrics: readonly MetricSpec[]): readonly (readonly MetricSpec[])[] =>
  Array.from({ length: Math.ceil(metrics.length / metricsPerRequest) }, (_, page) =>
    metrics.slice(page * metricsPerRequest, (page + 1) * metricsPerRequest),
  )

/** Four significant digits: what a person can use, and a journal that stays small. */
const round = (value: number | null): number | null => (value === null ? null : +value.toPrecision(4))

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
