import type { ReadingAzure } from '../azure/types.ts'
import type { MetricFinding, Window } from '../incident/finding.ts'
import type { Probe, Target } from './types.ts'
import { nothingIn } from './wire/empty.ts'
import { type Grain, hasValues, type Metric, readMetrics } from './wire/metrics.ts'
import { inParts, type Part } from './wire/parts.ts'
import { portalOf } from './wire/portal.ts'
import { labelOf } from './wire/site.ts'

/** Counted as `app-metrics` counts them, so that they can be compared. */
const ofApp: readonly Metric[] = [
  { metric: 'Requests', unit: 'count', aggregation: 'total' },
  { metric: 'Http5xx', unit: 'count', aggregation: 'total' },
  { metric: 'HttpResponseTime', unit: 'seconds', aggregation: 'average' },
  { metric: 'CpuTime', unit: 'seconds', aggregation: 'total' },
  { metric: 'MemoryWorkingSet', unit: 'bytes', aggregation: 'average' },
  { metric: 'PrivateBytes', unit: 'bytes', aggregation: 'average' },
]
const ofPlan: readonly Metric[] = [
  { metric: 'CpuPercentage', unit: 'percent', aggregation: 'average' },
  { metric: 'MemoryPercentage', unit: 'percent', aggregation: 'average' },
]

interface Compared {
  readonly baseline: NonNullable<MetricFinding['baseline']>
  readonly grain: Grain
  window(now: Window): Window
}

const hourInMs = 3_600_000
const dayInMs = 24 * hourInMs

const earlier =
  (byInMs: number) =>
  ({ from, to }: Window): Window => ({ from: from - byInMs, to: to - byInMs })

/** A day and a week earlier have the same hour, and the week the same weekday. */
const compared: readonly Compared[] = [
  { baseline: 'hours-before', grain: 'PT15M', window: ({ from }) => ({ from: from - 6 * hourInMs, to: from }) },
  { baseline: 'yesterday', grain: 'PT5M', window: earlier(dayInMs) },
  { baseline: 'last-week', grain: 'PT5M', window: earlier(7 * dayInMs) },
]

/** What is usual here at this hour? The points keep their own time; nothing is split by instance. */
export const baselines: Probe = {
  id: 'baselines',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalOf(app, app.id, 'metrics'),
  async look(azure, target, signal) {
    const parts = inParts(azure, signal)
    const found = await Promise.all(
      compared.flatMap((one) => [
        parts.take(part(azure, target, { ...one, of: 'app', metrics: ofApp })),
        parts.take(part(azure, target, { ...one, of: 'plan', metrics: ofPlan })),
      ]),
    )
    // An app of yesterday has no last week: what is not there is not compared with.
    const findings = found.flatMap((some) => some ?? []).filter(hasValues)
    const looked = parts.whole(findings)
    if (findings.length === 0 && looked.gaps.length === 0) throw nothingIn(`${labelOf(target.app.id)}/metrics`)
    return looked
  },
}

interface Wanted extends Compared {
  readonly of: 'app' | 'plan'
  readonly metrics: readonly Metric[]
}

function part(azure: ReadingAzure, { app, window }: Target, wanted: Wanted): Part<readonly MetricFinding[]> {
  const { baseline, grain, of, metrics } = wanted
  const id = of === 'app' ? app.id : app.planId
  return {
    source: `${labelOf(id)}/metrics (${baseline})`,
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
