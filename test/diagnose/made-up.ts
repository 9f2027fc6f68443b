import { toObservedFindings } from '../../src/diagnose/observed-findings.ts'
import type { ObservedFindings } from '../../src/diagnose/types.ts'
import type { Finding, Instant, MetricFinding, StateFinding } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'

/** Small rounds in which every figure is written down, for one rule each. */

const minuteInMs = 60_000
const now: Instant = Date.UTC(2026, 2, 3, 10, 0)

const totals: ReadonlySet<string> = new Set(['Requests', 'Http5xx', 'Http4xx', 'CpuTime'])

/** Sixty minutes, up to now; `at`: minutes before now, 60 to 1. `null` where Azure had no value. */
export const byMinute = (
  of: MetricFinding['of'],
  metric: string,
  instances: Readonly<Record<string, (at: number) => number | null>>,
): MetricFinding => ({
  kind: 'metric',
  metric,
  of,
  unit: metric.endsWith('Percentage') ? 'percent' : 'count',
  aggregation: totals.has(metric) ? 'total' : 'average',
  grainInMs: minuteInMs,
  series: Object.entries(instances).map(([instance, value]) => ({
    instance,
    points: Array.from({ length: 60 }, (_, index) => [now - (60 - index) * minuteInMs, value(60 - index)] as const),
  })),
})

/** Two days by the quarter of an hour; `at`: hours before now. */
export const byQuarter = (of: 'app' | 'plan', metric: string, value: (at: number) => number): MetricFinding => ({
  kind: 'metric',
  metric,
  of,
  baseline: 'look-back',
  unit: metric.endsWith('Percentage') ? 'percent' : 'bytes',
  aggregation: totals.has(metric) ? 'total' : 'average',
  grainInMs: 15 * minuteInMs,
  series: [
    {
      points: Array.from({ length: 192 }, (_, index) => {
        const at = (192 - index) / 4
        return [now - at * 60 * minuteInMs, value(at)] as const
      }),
    },
  ],
})

export const stateOf = (
  of: StateFinding['of'],
  name: string,
  properties: StateFinding['properties'],
): StateFinding => ({ kind: 'state', of, name, properties })

export const observed = (...findings: readonly Finding[]): ObservedFindings =>
  toObservedFindings({
    // Azure was asked, and has nothing to say of the app.
    results: [
      { probe: 'app-metrics', status: 'ok', findings },
      { probe: 'resource-health', status: 'ok', findings: [] },
    ],
    window: { from: now - 60 * minuteInMs, to: now },
    probes,
  })

/** Twenty minutes ago it stepped from one to the other. */
export const stepped =
  (before: number, since: number) =>
  (at: number): number =>
    at > 20 ? before : since

export const steady = (value: number) => (): number => value

/** Answers have been slow for twenty minutes, all else as said. */
export const slow = (seconds: number, ...findings: readonly Finding[]): ObservedFindings =>
  observed(
    byMinute('app', 'HttpResponseTime', { A: stepped(0.2, seconds) }),
    byMinute('app', 'Requests', { A: steady(60) }),
    byQuarter('app', 'Requests', steady(900)),
    byQuarter('app', 'HttpResponseTime', steady(0.2)),
    ...findings,
  )
