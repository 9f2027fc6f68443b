/** Counts of requests, and what they add up to: to the last one, as in what is measured. */
export const partsOf: Readonly<Record<string, readonly string[]>> = {
  Http4xx: ['Http401', 'Http403', 'Http404', 'Http406'],
  Requests: ['Http2xx', 'Http3xx', 'Http401', 'Http403', 'Http404', 'Http406', 'Http5xx'],
}

export const counted: ReadonlySet<string> = new Set([...Object.values(partsOf).flat(), 'RequestsInApplicationQueue'])

/** They go with the requests. */
export const followsRequests: ReadonlySet<string> = new Set([...counted, 'CpuTime', 'CpuPercentage'])

/** Deviation of a minute from what was to be expected, as a share of it: what the ticks of a minute come to. */
export const noiseOf: Readonly<Record<string, number>> = {
  CpuTime: 0.01,
  CpuPercentage: 0.012,
  MemoryPercentage: 0.003,
  AverageResponseTime: 0.025,
  HttpResponseTime: 0.025,
  MemoryWorkingSet: 0.006,
  AverageMemoryWorkingSet: 0.006,
  PrivateBytes: 0.005,
  Threads: 0.01,
  AppConnections: 0.06,
  SocketOutboundAll: 0.02,
  TcpTimeWait: 0.02,
  DiskQueueLength: 0.4,
}

/** Of a metric's ticks about the mean of their minute, as a share of it. */
export function spreadOf(metric: string): number {
  return 2.5 * (noiseOf[metric] ?? (counted.has(metric) ? 0.05 : 0))
}
