import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { phrase } from '../incident/phrase.ts'
import { NotOffered, type Probe } from './types.ts'
import { absent, type Metric, readMetrics, withValues } from './wire/metrics.ts'
import { portalOf } from './wire/portal.ts'
import { isShared, tierOf } from './wire/tier.ts'

const metrics: readonly Metric[] = [
  { metric: 'CpuPercentage', unit: 'percent', aggregation: 'average' },
  { metric: 'MemoryPercentage', unit: 'percent', aggregation: 'average' },
  { metric: 'HttpQueueLength', unit: 'count', aggregation: 'average' },
  { metric: 'DiskQueueLength', unit: 'count', aggregation: 'average' },
  { metric: 'SocketOutboundAll', unit: 'count', aggregation: 'average' },
  { metric: 'TcpTimeWait', unit: 'count', aggregation: 'average' },
]

export const planMetrics: Probe = {
  id: 'plan-metrics',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalOf(app, app.planId, 'metrics'),
  async look(azure, { app, window }, signal) {
    const wanted = { of: 'plan', id: app.planId, window, metrics } as const
    const findings = await readMetrics(azure, wanted, signal)
      .then((found) => withValues(found, app.planId))
      .catch(async (error: unknown) => {
        throw await whyNone(error, { azure, planId: app.planId }, signal)
      })
    return { findings, gaps: absent(metrics, findings) }
  },
}

/** A tier without these metrics refuses the question, or answers with nothing. */
async function whyNone(
  error: unknown,
  { azure, planId }: { azure: ReadingAzure; planId: string },
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof AzureError) || error.kind !== 'rejected') return error
  const tier = await tierOf(azure, planId, signal).catch(() => undefined)
  return tier !== undefined && isShared(tier)
    ? new NotOffered(phrase('probe.not-offered.plan-metrics', { tier }))
    : error
}
