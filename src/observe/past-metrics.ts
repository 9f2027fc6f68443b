import { resourceLabelOf } from '../azure/arm-id.ts'
import { emptyAnswerError } from '../azure/errors.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ReadingAzure } from '../azure/types.ts'
import type { MetricFinding, TimeWindow } from '../incident/finding.ts'
import { createPartialResults, type PartialRequest } from './running/partial-results.ts'
import { hasValues, type MetricSpec, readMetrics } from './sources/read-metrics.ts'
import type { ObservationTarget, Probe } from './types.ts'

/** Counted as `app-metrics` counts them, so that they can be compared. */
const ofApp: readonly MetricSpec[] = [
  { metric: 'Requests', unit: 'count', aggregation: 'total' },
  { metric: 'Http5xx', unit: 'count', aggregation: 'total' },
  { metric: 'Http3xx', unit: 'count', aggregation: 'total' },
  { metric: 'Http4xx', unit: 'count', aggregation: 'total' },
  { metric: 'Http401', unit: 'count', aggregation: 'total' },
  { metric: 'Http403', unit: 'count', aggregation: 'total' },
  { metric: 'Http404', unit: 'count', aggregation: 'total' },
  { metric: 'HttpResponseTime', unit: 'seconds', aggregation: 'average', peaks: true },
  { metric: 'CpuTime', unit: 'seconds', aggregation: 'total' },
  { metric: 'MemoryWorkingSet', unit: 'bytes', aggregation: 'average' },
  { metric: 'PrivateBytes', unit: 'bytes', aggregation: 'average' },
  { metric: 'HealthCheckStatus', unit: 'percent', aggregation: 'average' },
]
const ofPlan: readonly MetricSpec[] = [
  { metric: 'CpuPercentage', unit: 'percent', aggregation: 'average' },
  { metric: 'MemoryPercentage', unit: 'percent', aggregation: 'average', peaks: true },
]

const quarterInMs = 15 * 60_000
const hourInMs = 3_600_000
const dayInMs = 24 * hourInMs
const weekInMs = 7 * dayInMs
/** Two days: trouble of a day is seen with the day before it, at the same hours. */
const lookBackInMs = 48 * hourInMs

/** What is usual here, and since when is it not? One request for the app and one for its plan, back over a week. */
export const pastMetricsProbe: Probe = {
  id: 'past-metrics',
  covers: 'past-figures',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'metrics'),
  async observe(azure, target, signal) {
    const parts = createPartialResults(azure, signal)
    const found = await Promise.all([
      parts.optional(lookBackRequest(azure, target, { of: 'app', id: target.app.id, metrics: ofApp })),
      parts.optional(lookBackRequest(azure, target, { of: 'plan', id: target.app.planId, metrics: ofPlan })),
    ])
    const findings = found.flatMap((some) => some ?? []).flatMap((whole) => periodsOf(whole, target.window))
    const looked = parts.toOutput(findings.filter(hasValues))
    if (looked.findings.length === 0 && looked.gaps.length === 0)
      throw emptyAnswerError(`${resourceLabelOf(target.app.id)}/metrics`)
    return looked
  },
}

interface Wanted {
  readonly of: 'app' | 'plan'
  /** ARM id. */
  readonly id: string
  readonly metrics: readonly MetricSpec[]
}

const lookBackRequest = (
  azure: ReadingAzure,
  { window: { from, to } }: ObservationTarget,
  wanted: Wanted,
): PartialRequest<readonly MetricFinding[]> => ({
  source: `${resourceLabelOf(wanted.id)}/metrics (look-back)`,
  needs: ['Microsoft.Insights/metrics/read'],
  scope: wanted.id,
  ask: (signal) => {
    // Grains begin where the time begins that is asked for: on the quarter, they are the same at every look.
    const begin = Math.floor((from - weekInMs) / quarterInMs) * quarterInMs
    return readMetrics(azure, { ...wanted, window: { from: begin, to }, grain: 'PT15M', whole: true }, signal)
  },
})

/** Of a week's points, those that say something: two days in full, and the window's own hour a week ago. */
const periodsOf = (whole: MetricFinding, { from, to }: TimeWindow): readonly MetricFinding[] => [
  { ...whole, baseline: 'look-back', series: within(whole, { from: to - lookBackInMs, to }) },
  { ...whole, baseline: 'yesterday', series: within(whole, { from: from - dayInMs, to: to - dayInMs }) },
  { ...whole, baseline: 'last-week', series: within(whole, { from: from - weekInMs, to: to - weekInMs }) },
]

/** Whole grains that touch the time. */
const within = ({ series, grainInMs }: MetricFinding, { from, to }: TimeWindow): MetricFinding['series'] =>
  series.map((one) => ({ ...one, points: one.points.filter(([at]) => at + grainInMs > from && at < to) }))
