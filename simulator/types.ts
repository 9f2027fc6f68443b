/** Simulated time in epoch milliseconds. `advance` is there where time may be stepped by hand. */
export interface SimulatorClock {
  now(): number
  advance?(byInMs: number): void
  /** Simulated seconds a real second; 1 where absent. */
  readonly speed?: number
}

export interface SimulatorOptions {
  /** Loopback port; 0 (the default) takes a free one. */
  readonly port?: number
  readonly seed: number
  readonly clock: SimulatorClock
  /** App name → fault id. */
  readonly faults: Readonly<Record<string, string>>
  /**
   * How long before the start people began to feel the trouble, simulated, for all apps or by app; 15–20 minutes where
   * absent. What has been so for days (`chronic`) takes no notice.
   */
  readonly troubleAgeInMs?: number | Readonly<Record<string, number>>
  /** So many more apps like `contoso-web`, each on a plan of its own: `contoso-web-0001` and so on. */
  readonly copies?: number
  /**
   * Simulated time before the start that is lived through, 2 hours by default; of a plan in trouble, from before its
   * onset. What lay before is known to the metrics alone, as far back as eight days.
   */
  readonly historyInMs?: number
  /** The apps' own host names: name → app. What a visitor finds there is among the conditions (`names`). */
  readonly hostNames?: Readonly<Record<string, string>>
  /** Served over TLS with a certificate made at the start; plain HTTP where absent. */
  readonly https?: boolean
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`, or `https` where there is a certificate. */
  readonly url: string
  readonly port: number
  /** Over TLS: what clients have to trust, in PEM. */
  readonly certificate?: string
  /** Every write received, in the order of arrival, refused ones included. */
  writes(): readonly ReceivedWrite[]
  /** Replaces the conditions under which requests are answered. */
  configure(conditions: SimulatorConditions): void
  stop(): Promise<void>
}

export interface ReceivedWrite {
  /** Simulated time of arrival, epoch milliseconds. */
  readonly at: number
  readonly method: string
  /** Path without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly correlationId: string
  readonly clientRequestId: string | null
  /** What was answered; `null` while nothing is. */
  readonly status: number | null
}

/** Told by the header `x-simulated-connection`, since every name leads to loopback here. */
export interface NameCondition {
  readonly failure?: 'dns' | 'refused' | 'timeout' | 'tls' | 'reset'
  readonly waitedFor?: 'connection' | 'answer'
  readonly certificateFault?: 'expired' | 'not-yet-valid' | 'wrong-name' | 'untrusted'
  /** `expiresAt` in epoch milliseconds. */
  readonly certificate?: { readonly issuer: string; readonly expiresAt: number }
  /** What answers there in the app's place. */
  readonly answer?: { readonly status: number; readonly headers: Readonly<Record<string, string>> }
}

/**
 * How requests are answered, for tests and drills. Patterns are regular expressions, matched without regard to
 * case against `METHOD /path?query`. Everything is optional; what is absent is as usual.
 */
export interface SimulatorConditions {
  /** ARM actions taken away, `*` allowed as in Azure: 403 `AuthorizationFailed`. */
  readonly denied?: readonly string[]
  /**
   * Caller (the `upn` or `oid` of its token) → the ARM actions of its roles, `*` allowed as in Azure; who is not named
   * may do nothing. Everybody may do everything where absent; `denied` is taken out of it.
   */
  readonly allowed?: Readonly<Record<string, readonly string[]>>
  /** An app's own host name → what a visitor finds on the way to it; nothing stands in the way where absent. */
  readonly names?: Readonly<Record<string, NameCondition>>
  /** Never answered. */
  readonly hung?: readonly string[]
  /** Pattern → HTTP status answered in place of the real answer; nothing is carried out. */
  readonly failing?: Readonly<Record<string, number>>
  /** Answered with 200 and a body cut off in the middle. */
  readonly malformed?: readonly string[]
  /** Carried out, then the connection is cut before the answer. */
  readonly lost?: readonly string[]
  /** Real milliseconds before every answer. */
  readonly latencyInMs?: number
  /** `true`: every ARM request gets 429 with Retry-After; a number: that many do, then it is over. */
  readonly throttled?: boolean | number
  /** `true`: queries of logs get 429 with Retry-After. */
  readonly logsThrottled?: boolean
  /** Tables of logs that nothing was ever sent to: queries of them are refused. */
  readonly missingTables?: readonly string[]
  /** `true`: queries of logs are answered with an error beside the rows. */
  readonly partialLogs?: boolean
  /** Simulated time until a row of logs can be queried; three minutes by default. */
  readonly logsLagInMs?: number
  /** Simulated time until a write shows in the activity log; 30 s by default. */
  readonly activityLogLagInMs?: number
  /** Items a page of ARM's lists; a handful where absent. Azure's own hold hundreds. */
  readonly pageSize?: number
  /** Size of a full memory dump; the process's private bytes by default. */
  readonly dumpSizeInBytes?: number
  /** `false`: downloads take no notice of `Range` and answer 200 from the beginning; `true` by default. */
  readonly ranges?: boolean
  /** Pattern → after how many bytes of a download's body the connection breaks, and how often (once by default). */
  readonly cutAfter?: Readonly<Record<string, { readonly bytes: number; readonly times?: number }>>
}
