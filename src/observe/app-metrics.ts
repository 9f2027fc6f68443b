import { portalUrlOf } from '../azure/portal-urls.ts'
import { type MetricSpec, missingMetricGaps, requireValues } from './sources/read-metrics.ts'
import { readWindows } from './sources/read-windows.ts'
import type { Probe } from './types.ts'

/**
 * The five of Microsoft's article on 502 and 503 first. It names AverageResponseTime, which is deprecated:
 * HttpResponseTime took its place. Then what tells the causes apart.
 */
const metrics: readonly MetricSpec[] = [
  { metric: 'AverageMemoryWorkingSet', unit: 'bytes', aggregation: 'average' },
  { metric: 'HttpResponseTime', unit: 'seconds', aggregation: 'average', peaks: true },
  { metric: 'CpuTime', unit: 'seconds', aggregation: 'total' },
  { metric: 'MemoryWorkingSet', unit: 'bytes', aggregation: 'average' },
  { metric: 'Requests', unit: 'count', aggregation: 'total' },
  { metric: 'Http5xx', unit: 'count', aggregation: 'total' },
  { metric: 'Http3xx', unit: 'count', aggregation: 'total' },
  { metric: 'Http4xx', unit: 'count', aggregation: 'total' },
  { metric: 'Http401', unit: 'count', aggregation: 'total' },
  { metric: 'Http403', unit: 'count', aggregation: 'total' },
  { metric: 'Http404', unit: 'count', aggregation: 'total' },
  { metric: 'RequestsInApplicationQueue', unit: 'count', aggregation: 'average' },
  { metric: 'HealthCheckStatus', unit: 'percent', aggregation: 'average' },
  { metric: 'Threads', unit: 'count', aggregation: 'average' },
  { metric: 'AppConnections', unit: 'count', aggregation: 'average' },
  { metric: 'PrivateBytes', unit: 'bytes', aggregation: 'average' },
]

export const appMetricsProbe: Probe = {
  id: 'app-metrics',
  covers: 'app-figures',
  deadlineInMs: 15_000,
  needs: ['Microsoft.Insights/metrics/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'metrics'),
  async observe(azure, target, signal) {
    const { app } = target
    const { findings, gaps } = await readWindows(azure, target, { of: 'app', id: app.id, metrics }, signal)
    requireValues(findings, app.id)
    // Without a health check nobody measures its status; that none is set, `app-state` sees.
    const expected = metrics.filter(({ metric }) => metric !== 'HealthCheckStatus')
    return { findings, gaps: [...gaps, ...missingMetricGaps(expected, findings)] }
  },
}
