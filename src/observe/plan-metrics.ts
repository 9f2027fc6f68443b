import type { Probe } from './types.ts'
import { type Metric, readMetrics } from './wire/metrics.ts'

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
  look: (azure, { app, window }, signal) => readMetrics(azure, { of: 'plan', id: app.planId, window, metrics }, signal),
}
