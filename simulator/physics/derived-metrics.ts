import { megabyteInBytes } from '../estate/estate-spec.ts'

/** A share of something else that is measured on the same machine. */
export interface MetricPart {
  readonly metric: string
  readonly factor: number
  /** `apps`: of every app of the plan; of the resource itself where absent. */
  readonly of?: 'apps'
}

/** A metric that follows from others: worked out when it is read, so that a tick need not take it down. */
export interface DerivedMetric {
  /** What there is of it where nothing happens. */
  readonly rest?: number
  readonly parts: readonly MetricPart[]
  /** Deviation of a minute, as a share of it. */
  readonly noise?: number
  /** Whole things. */
  readonly counted?: true
  /** Runtimes that have such things: of apps on Windows. */
  readonly runtime?: 'windows' | 'dotnet'
}

const of = (metric: string, factor: number): MetricPart => ({ metric, factor })
const ofApps = (metric: string, factor: number): MetricPart => ({ metric, factor, of: 'apps' })

const kilobyte = 1024
/** A page with what belongs to it; what is not there and what failed weighs little. Ours. */
const sent = [
  of('Http2xx', 21 * kilobyte),
  of('Http3xx', 0.4 * kilobyte),
  of('Http4xx', 1.3 * kilobyte),
  of('Http5xx', 2.6 * kilobyte),
]
const aMinute = 1 / 60

/** Plausible, and in step with the trouble: what is slow holds handles and sockets, what fails sends little. All ours. */
export const derivedSiteMetrics: Readonly<Record<string, DerivedMetric>> = {
  BytesSent: { parts: sent, noise: 0.03 },
  BytesReceived: { parts: [of('Requests', 1.1 * kilobyte)], noise: 0.03 },
  Http101: { parts: [of('Requests', 0)] },
  Handles: { rest: 210, parts: [of('Threads', 9), of('AppConnections', 4)], noise: 0.01, runtime: 'windows' },
  Gen0Collections: { parts: [of('CpuTime', 0.9)], counted: true, runtime: 'dotnet' },
  Gen1Collections: { parts: [of('CpuTime', 0.2)], counted: true, runtime: 'dotnet' },
  Gen2Collections: {
    parts: [of('CpuTime', 0.012), of('PrivateBytes', 0.2 / (1024 * megabyteInBytes))],
    counted: true,
    runtime: 'dotnet',
  },
  CurrentAssemblies: { rest: 164, parts: [of('Threads', 0)], runtime: 'dotnet' },
  TotalAppDomains: { rest: 2, parts: [of('Threads', 0)], runtime: 'dotnet' },
  TotalAppDomainsUnloaded: { parts: [of('Threads', 0)], runtime: 'dotnet' },
  IoReadBytesPerSecond: {
    rest: 2 * kilobyte,
    parts: [of('Requests', 14 * kilobyte * aMinute)],
    noise: 0.08,
    runtime: 'windows',
  },
  IoWriteBytesPerSecond: {
    rest: kilobyte,
    parts: [of('Requests', 5 * kilobyte * aMinute), of('Http5xx', 9 * kilobyte * aMinute)],
    noise: 0.08,
    runtime: 'windows',
  },
  IoOtherBytesPerSecond: { rest: 300, parts: [of('Requests', 90 * aMinute)], noise: 0.08, runtime: 'windows' },
  IoReadOperationsPerSecond: { rest: 2, parts: [of('Requests', 3 * aMinute)], noise: 0.08, runtime: 'windows' },
  IoWriteOperationsPerSecond: { rest: 1, parts: [of('Requests', 1.5 * aMinute)], noise: 0.08, runtime: 'windows' },
  IoOtherOperationsPerSecond: { rest: 9, parts: [of('Requests', 8 * aMinute)], noise: 0.08, runtime: 'windows' },
}

export const derivedPlanMetrics: Readonly<Record<string, DerivedMetric>> = {
  BytesSent: { parts: sent.map(({ metric, factor }) => ofApps(metric, factor)), noise: 0.03 },
  BytesReceived: { parts: [ofApps('Requests', 1.1 * kilobyte)], noise: 0.03 },
  SocketInboundAll: { rest: 9, parts: [ofApps('Requests', 1.2 * aMinute), of('HttpQueueLength', 1)], noise: 0.04 },
  SocketLoopback: { rest: 6, parts: [of('SocketOutboundAll', 0.01)], noise: 0.02 },
  SocketOutboundEstablished: { parts: [of('SocketOutboundAll', 0.58)], noise: 0.02 },
  SocketOutboundTimeWait: { parts: [of('TcpTimeWait', 0.24)], noise: 0.02 },
  TcpEstablished: { rest: 14, parts: [of('SocketOutboundAll', 0.62), of('HttpQueueLength', 1)], noise: 0.02 },
  TcpCloseWait: { rest: 1, parts: [of('SocketOutboundAll', 0.02)], noise: 0.1 },
  TcpClosing: { parts: [of('SocketOutboundAll', 0)] },
  TcpFinWait1: { parts: [of('TcpTimeWait', 0.001)], noise: 0.2 },
  TcpFinWait2: { rest: 0.4, parts: [of('TcpTimeWait', 0.004)], noise: 0.2 },
  TcpLastAck: { parts: [of('TcpTimeWait', 0.001)], noise: 0.2 },
  TcpSynReceived: { rest: 0.2, parts: [of('HttpQueueLength', 0.01)], noise: 0.2 },
  TcpSynSent: { rest: 0.3, parts: [of('SocketOutboundAll', 0.006)], noise: 0.2 },
}
