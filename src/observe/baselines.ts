import { resourceLabelOf } from '../azure/arm-id.ts'
import { emptyAnswerError } from '../azure/errors.ts'
import type { MetricGrain } from '../azure/metrics-reader.ts'
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
  { metric: 'HttpResponseTime', unit: 'seconds', aggregation: 'average' },
  { metric: 'CpuTime', unit: 'seconds', aggregation: 'total' },
  { metric: 'MemoryWorkingSet', unit: 'bytes', aggregation: 'average' },
  { metric: 'PrivateBytes', unit: 'bytes', aggregation: 'average' },
]
const ofPlan: readonly MetricSpec[] = [
  { metric: 'CpuPercentage', unit: 'percent', aggregation: 'average' },
  { metric: 'MemoryPercentage', unit: 'percent', aggregation: 'average' },
]

interface Compared {
  readonly baseline: NonNullable<MetricFinding['baseline']>
  readonly grain: MetricGrain
  window(now: TimeWindow): TimeWindow
}

const hourInMs = 3_600_000
const dayInMs = 24 * hourInMs

const shiftWindow =
  (byInMs: number) =>
  ({ from, to }: TimeWindow): TimeWindow => ({ from: from - byInMs, to: to - byInMs })

/** A day and a week earlier have the same hour, and the week the same weekday. */
const comparedPeriods: readonly Compared[] = [
  { baseline: 'hours-before', grain: 'PT15M', window: ({ from }) => ({ from: from - 6 * hourInMs, to: from }) },
  { baseline: 'yesterday', grain: 'PT5M', window: shiftWindow(dayInMs) },
  { baseline: 'last-week', grain: 'PT5M', window: shiftWindow(7 * dayInMs) },
]

/** What is usual here at this hour? The points keep their own time; nothing is split by instance. */
export const baselinesProbe: Probe = {
  id: 'baselines',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'metrics'),
  async observe(azure, target, signal) {
    const parts = createPartialResults(azure, signal)
    const found = await Promise.all(
      comparedPeriods.flatMap((one) => [
        parts.optional(baselineRequest(azure, target, { ...one, of: 'app', metrics: ofApp })),
        parts.optional(baselineRequest(azure, target, { ...one, of: 'plan', metrics: ofPlan })),
      ]),
    )
    // An app of yesterday has no last week: what is not there is not compared with.
    const findings = found.flatMap((some) => some ?? []).filter(hasValues)
    const looked = parts.toOutput(findings)
    if (findings.length === 0 && looked.gaps.length === 0)
      throw emptyAnswerError(`${resourceLabelOf(target.app.id)}/metrics`)
    return looked
  },
}

interface Wanted extends Compared {
  readonly of: 'app' | 'plan'
  readonly metrics: readonly MetricSpec[]
}

function baselineRequest(
  azure: ReadingAzure,
  { app, window }: ObservationTarget,
  wanted: Wanted,
): PartialRequest<readonly MetricFinding[]> {
  const { baseline, grain, of, metrics } = wanted
  const id = of === 'app' ? app.id : app.planId
  return {
    source: `${resourceLabelOf(id)}/metrics (${baseline})`,
    needs: ['Microsoft.Insights/metrics/read'],
    scope: id,
    ask: async (signal) => {
      const found = await readMetrics(
        azure,
        { of, id, window: wanted.window(window), metrics, grain, whole: true },
        signal,
      )
      return found.map((finding) => ({ ...finding, baseline }))
    },
  }
}
