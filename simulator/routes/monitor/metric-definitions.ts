/** How Azure Monitor names and counts what is measured here. */
export interface MetricDefinition {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly unit: 'Count' | 'Bytes' | 'Seconds' | 'Percent'
  /** What is answered where no aggregation is asked for. */
  readonly primary: 'Average' | 'Total'
}

function define(unit: MetricDefinition['unit'], primary: MetricDefinition['primary'], names: Record<string, string>) {
  return Object.entries(names).map(
    ([name, title]): MetricDefinition => ({ name, title, description: `${title} of the app or plan.`, unit, primary }),
  )
}

export const siteMetricDefinitions: readonly MetricDefinition[] = [
  ...define('Count', 'Total', {
    Requests: 'Requests',
    Http2xx: 'Http 2xx',
    Http3xx: 'Http 3xx',
    Http401: 'Http 401',
    Http403: 'Http 403',
    Http404: 'Http 404',
    Http406: 'Http 406',
    Http4xx: 'Http 4xx',
    Http5xx: 'Http Server Errors',
  }),
  ...define('Seconds', 'Total', { CpuTime: 'CPU Time' }),
  ...define('Seconds', 'Average', {
    AverageResponseTime: 'Average Response Time (deprecated)',
    HttpResponseTime: 'Response Time',
  }),
  ...define('Bytes', 'Average', {
    AverageMemoryWorkingSet: 'Average memory working set',
    MemoryWorkingSet: 'Memory working set',
    PrivateBytes: 'Private Bytes',
  }),
  ...define('Count', 'Average', {
    HealthCheckStatus: 'Health check status',
    RequestsInApplicationQueue: 'Requests In Application Queue',
    Threads: 'Thread Count',
    AppConnections: 'Connections',
  }),
]

export const planMetricDefinitions: readonly MetricDefinition[] = [
  ...define('Percent', 'Average', { CpuPercentage: 'CPU Percentage', MemoryPercentage: 'Memory Percentage' }),
  ...define('Count', 'Average', {
    HttpQueueLength: 'Http Queue Length',
    DiskQueueLength: 'Disk Queue Length',
    SocketOutboundAll: 'Socket Count for Outbound Requests',
    TcpTimeWait: 'TCP Time Wait',
  }),
]
