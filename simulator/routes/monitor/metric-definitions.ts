/** How Azure Monitor names and counts what is measured here. */
export interface MetricDefinition {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly unit: 'Count' | 'Bytes' | 'BytesPerSecond' | 'Seconds' | 'Percent'
  /** What is answered where no aggregation is asked for. */
  readonly primary: 'Average' | 'Total'
  /** Where it is measured that seldom; every grain where absent. */
  readonly grains?: readonly string[]
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
    Http101: 'Http 101',
    Gen0Collections: 'Gen 0 Garbage Collections',
    Gen1Collections: 'Gen 1 Garbage Collections',
    Gen2Collections: 'Gen 2 Garbage Collections',
  }),
  ...define('Bytes', 'Total', { BytesReceived: 'Data In', BytesSent: 'Data Out' }),
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
    Handles: 'Handle Count',
    CurrentAssemblies: 'Current Assemblies',
    TotalAppDomains: 'Total App Domains',
    TotalAppDomainsUnloaded: 'Total App Domains Unloaded',
  }),
  ...define('BytesPerSecond', 'Total', {
    IoReadBytesPerSecond: 'IO Read Bytes Per Second',
    IoWriteBytesPerSecond: 'IO Write Bytes Per Second',
    IoOtherBytesPerSecond: 'IO Other Bytes Per Second',
    IoReadOperationsPerSecond: 'IO Read Operations Per Second',
    IoWriteOperationsPerSecond: 'IO Write Operations Per Second',
    IoOtherOperationsPerSecond: 'IO Other Operations Per Second',
  }),
  ...define('Bytes', 'Average', { FileSystemUsage: 'File System Usage' }).map((definition) => ({
    ...definition,
    grains: ['PT6H', 'PT12H', 'P1D'],
  })),
]

export const planMetricDefinitions: readonly MetricDefinition[] = [
  ...define('Percent', 'Average', { CpuPercentage: 'CPU Percentage', MemoryPercentage: 'Memory Percentage' }),
  ...define('Count', 'Average', {
    HttpQueueLength: 'Http Queue Length',
    DiskQueueLength: 'Disk Queue Length',
    SocketOutboundAll: 'Socket Count for Outbound Requests',
    TcpTimeWait: 'TCP Time Wait',
    SocketInboundAll: 'Socket Count for Inbound Requests',
    SocketLoopback: 'Socket Count for Loopback Connections',
    SocketOutboundEstablished: 'Established Socket Count for Outbound Requests',
    SocketOutboundTimeWait: 'Time Wait Socket Count for Outbound Requests',
    TcpCloseWait: 'TCP Close Wait',
    TcpClosing: 'TCP Closing',
    TcpEstablished: 'TCP Established',
    TcpFinWait1: 'TCP Fin Wait 1',
    TcpFinWait2: 'TCP Fin Wait 2',
    TcpLastAck: 'TCP Last Ack',
    TcpSynReceived: 'TCP Syn Received',
    TcpSynSent: 'TCP Syn Sent',
  }),
  ...define('Bytes', 'Total', { BytesReceived: 'Data In', BytesSent: 'Data Out' }),
]
