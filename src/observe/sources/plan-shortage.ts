import { resourceLabelOf } from '../../azure/arm-id.ts'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import { planMetrics } from '../plan-metrics.ts'
import type { PartialResults } from '../running/partial-results.ts'
import { withAnySignal } from '../running/race-abort.ts'
import type { ObservationTarget } from '../types.ts'
import { readMetrics } from './read-metrics.ts'

/**
 * From here on somebody may be taking what others on the plan lack: below it there is enough for all. Ours; Microsoft
 * advises an alert at 90 % of memory, and a worker that is idle but for the platform holds about half.
 */
const shortFrom: Readonly<Record<string, number>> = { CpuPercentage: 70, MemoryPercentage: 80 }

/** For so many minutes of the window, on any worker: one high minute is a start or a backup. Ours. */
const shortMinutes = 3
/** It leaves time for what is asked after it: nobody is late because the plan's figures are. */
const shortageInMs = 6_000

/**
 * Was the plan short of CPU or memory in the window? It is what `plan-metrics` asks, so within a look it costs no read.
 * A tier without such figures refuses the question or answers with nothing: there nobody can tell. Throws `AzureError`.
 */
export async function isPlanShort(
  azure: ReadingAzure,
  { app, window }: ObservationTarget,
  signal: AbortSignal,
): Promise<boolean> {
  const asked = { of: 'plan', id: app.planId, window, metrics: planMetrics } as const
  const found = await withAnySignal(signal, azure.deadline(shortageInMs), (soon) =>
    readMetrics(azure, asked, soon),
  ).catch(noneWhereRefused)
  return found.some(isShort)
}

/** The same for those who look no further where it was not: that the figures could not be had is said. */
export const isPlanSeenShort = async (
  azure: ReadingAzure,
  { parts, target }: { readonly parts: PartialResults; readonly target: ObservationTarget },
): Promise<boolean> =>
  (await parts.optional({
    source: `${resourceLabelOf(target.app.planId)}/metrics`,
    needs: ['Microsoft.Insights/metrics/read'],
    scope: target.app.planId,
    ask: (soon) => isPlanShort(azure, target, soon),
  })) ?? false

function noneWhereRefused(error: unknown): readonly MetricFinding[] {
  if (error instanceof AzureError && error.kind === 'rejected') return []
  throw error
}

const isShort = ({ metric, series }: MetricFinding): boolean =>
  series.some(
    ({ points }) =>
      points.filter(([, value]) => value !== null && value >= (shortFrom[metric] ?? Number.POSITIVE_INFINITY)).length >=
      shortMinutes,
  )
