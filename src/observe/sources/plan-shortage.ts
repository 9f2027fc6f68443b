import type { ReadingAzure } from '../../azure/types.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import { planMetrics } from '../plan-metrics.ts'
import type { ObservationTarget } from '../types.ts'
import { readMetrics } from './read-metrics.ts'

/**
 * From here on somebody may be taking what others on the plan lack: below it there is enough for all. Ours; Microsoft
 * advises an alert at 90 % of memory, and a worker that is idle but for the platform holds about half.
 */
const shortFrom: Readonly<Record<string, number>> = { CpuPercentage: 70, MemoryPercentage: 80 }

/** For so many minutes of the window, on any worker: one high minute is a start or a backup. Ours. */
const shortMinutes = 3

/**
 * Was the plan short of CPU or memory in the window? It is what `plan-metrics` asks, so within a look it costs no read.
 * Where the plan has no such figures, nobody can tell.
 */
export async function isPlanShort(
  azure: ReadingAzure,
  { app, window }: ObservationTarget,
  signal: AbortSignal,
): Promise<boolean> {
  const asked = { of: 'plan', id: app.planId, window, metrics: planMetrics } as const
  const found = await readMetrics(azure, asked, signal).catch(() => [])
  return found.some(isShort)
}

const isShort = ({ metric, series }: MetricFinding): boolean =>
  series.some(
    ({ points }) =>
      points.filter(([, value]) => value !== null && value >= (shortFrom[metric] ?? Number.POSITIVE_INFINITY)).length >=
      shortMinutes,
  )
