import { createServer, type RequestListener, type Server } from 'node:http'

/** What a connection may cost before anybody knows who is at its other end. */
export interface ConnectionLimits {
  /** From the first byte to the last of the head. */
  readonly headersTimeoutInMs: number
  /** From the first byte of the head to the last of the body. Later it is answered with 408, and the connection is cut. */
  readonly requestTimeoutInMs: number
  /** How often connections are looked at, and so how late a timeout may come. */
  readonly checkIntervalInMs: number
  readonly keepAliveTimeoutInMs: number
  readonly maxRequestsPerConnection: number
  readonly maxConnections: number
  /** Bodies larger than 64 KB that are read at the same time; the next one waits. */
  readonly maxLargeBodies: number
}

export const connectionLimits: ConnectionLimits = {
  headersTimeoutInMs: 5_000, // A platform sends its head in one packet; five seconds outlast a lost one sent again.
  requestTimeoutInMs: 10_000, // Slack gives up after 3 s and Teams after 15 s, but has long sent all of it by then.
  checkIntervalInMs: 1_000,
  keepAliveTimeoutInMs: 65_000, // Longer than the load balancers before it, which would else meet a closed door.
  maxRequestsPerConnection: 10_000, // A load balancer hardly notices, and nobody keeps one connection for ever.
  maxConnections: 500, // Platforms and load balancers hold some dozens; each costs us up to 64 KB that nobody has read.
  maxLargeBodies: 4, // At most 4 MB. An alert with many dimensions is one, and takes a few milliseconds.
}

/** A server that strangers can reach: none of them can hold it for long, or much of it. */
export const createLimitedServer = (listener: RequestListener, limits: ConnectionLimits): Server => {
  const server = createServer({ connectionsCheckingInterval: limits.checkIntervalInMs }, listener)
  server.headersTimeout = Math.min(limits.headersTimeoutInMs, limits.requestTimeoutInMs)
  server.requestTimeout = limits.requestTimeoutInMs
  server.keepAliveTimeout = limits.keepAliveTimeoutInMs
  server.maxRequestsPerSocket = limits.maxRequestsPerConnection
  server.maxConnections = limits.maxConnections
  // Somebody stands outside: whoever only keeps a place leaves.
  server.on('drop', () => server.closeIdleConnections())
  return server
}
