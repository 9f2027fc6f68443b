import { portalUrlOf } from '../azure/portal-urls.ts'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import { isSharedTier, readPlanTier } from './sources/plan-tier.ts'
import { type MetricSpec, missingMetricGaps, requireValues } from './sources/read-metrics.ts'
import { readWindows } from './sources/read-windows.ts'
import { NotOffered, type Probe } from './types.ts'

export const planMetrics: readonly MetricSpec[] = [
  { metric: 'CpuPercentage', unit: 'percent', aggregation: 'average' },
  { metric: 'MemoryPercentage', unit: 'percent', aggregation: 'average', peaks: true },
  { metric: 'HttpQueueLength', unit: 'count', aggregation: 'average' },
  { metric: 'DiskQueueLength', unit: 'count', aggregation: 'average' },
  { metric: 'SocketOutboundAll', unit: 'count', aggregation: 'average' },
  { metric: 'TcpTimeWait', unit: 'count', aggregation: 'average' },
]

export const planMetricsProbe: Probe = {
  id: 'plan-metrics',
  covers: 'plan-figures',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalUrlOf(app, app.planId, 'metrics'),
  async observe(azure, target, signal) {
    const { planId } = target.app
    try {
      const { findings, gaps } = await readWindows(
        azure,
        target,
        { of: 'plan', id: planId, metrics: planMetrics },
        signal,
      )
      requireValues(findings, planId)
      return { findings, gaps: [...gaps, ...missingMetricGaps(planMetrics, findings)] }
    } catch (error) {
      throw await whyNone(error, { azure, planId }, signal)
    }
  },
}

/** A tier without these metrics refuses the question, or answers with nothing. */
async function whyNone(
  error: unknown,
  { azure, planId }: { azure: ReadingAzure; planId: string },
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof AzureError) || error.kind !== 'rejected') return error
  const tier = await readPlanTier(azure, planId, signal).catch(() => undefined)
  return tier !== undefined && isSharedTier(tier)
    ? new NotOffered(messageOf('probe.not-offered.plan-metrics', { tier }))
    : error
}
