/**
 * Source ports for outbound connections: Azure sets 128 aside for each instance and destination; more may or may not
 * be given (Microsoft, "Troubleshooting intermittent outbound connection errors in Azure App Service").
 */
export const snatPortsPerInstance = 128
/** From the opening of a connection until its port can be used again. */
export const snatPortHoldInSeconds = 30
/** A connection for which there is no port gives up after Windows' three attempts. */
export const connectTimeoutInMs = 21_000

export interface OpenedConnections {
  /** Ports in use at the end. */
  readonly ports: number
  /** Share of the connections that found no port. */
  readonly failedShare: number
}

/** What becomes of the connections that are asked for in this time; `ports` are in use at its beginning. */
export function openConnections(ports: number, wanted: number, inSeconds: number): OpenedConnections {
  if (wanted <= 0) return { ports: ports * (1 - Math.min(1, inSeconds / snatPortHoldInSeconds)), failedShare: 0 }
  const released = ports * Math.min(1, inSeconds / snatPortHoldInSeconds)
  const free = snatPortsPerInstance - ports + released
  const opened = Math.min(wanted, free)
  return { ports: ports - released + opened, failedShare: 1 - opened / wanted }
}
