import type { TranslatableMessage } from '../i18n/message.ts'

/** Milliseconds since the Unix epoch. */
export type Instant = number

export interface TimeWindow {
  readonly from: Instant
  readonly to: Instant
}

/**
 * What a probe saw, in one of seven shapes. A new probe uses one of them, so that the core,
 * the chart and the cards need not know it.
 */
export type Finding =
  | MetricFinding
  | ChangeFinding
  | StateFinding
  | HealthFinding
  | RequestFinding
  | LogFinding
  | CallsFinding

/**
 * A metric of Azure Monitor over the window, one series an instance where it splits. Where the trouble is older than
 * the window, the minutes around its onset come before it, with a gap between.
 */
export interface MetricFinding {
  readonly kind: 'metric'
  /**
   * Azure's metric name: `CpuPercentage`, `Http5xx`, `AverageMemoryWorkingSet`, …; `HttpResponseTime.maximum` for the
   * highest of each grain, of all instances, beside the average that hides it.
   */
  readonly metric: string
  /** `neighbour`: another app of the plan, named by `series[].instance`. */
  readonly of: 'app' | 'plan' | 'neighbour'
  /**
   * Another time than the window, coarser and never split by instance: all that is looked back on, up to the window's
   * end (`look-back`), or the window itself a day or a week earlier. Looks before 0.3 had `hours-before` in place of the first.
   */
  readonly baseline?: 'look-back' | 'hours-before' | 'yesterday' | 'last-week'
  readonly unit: 'percent' | 'bytes' | 'seconds' | 'count'
  /** `total` for counts, `average` for levels, `maximum` for working sets. */
  readonly aggregation: 'average' | 'total' | 'maximum' | 'minimum'
  readonly grainInMs: number
  readonly series: readonly MetricSeries[]
}

export interface MetricSeries {
  /** The instance's name as the metric's `Instance` dimension gives it; absent where not split. */
  readonly instance?: string
  /** `[start of the grain, value]`, ascending; `null` where Azure had no value. */
  readonly points: readonly (readonly [Instant, number | null])[]
}

export const changeTypes = [
  'deployment',
  'configuration',
  'restart',
  'scale',
  'swap',
  'start',
  'stop',
  'other',
] as const
export type ChangeType = (typeof changeTypes)[number]

/** Somebody (or something) changed the app, its plan, or the network that it goes out by. */
export interface ChangeFinding {
  readonly kind: 'change'
  readonly change: ChangeType
  readonly at: Instant
  readonly of: 'app' | 'plan' | 'network'
  /** Who, as Azure names them: an address, the id of an application, or a name. Untrusted text. */
  readonly by?: string
  /** What deployed it (`OneDeploy`), where no person is named. Untrusted text. */
  readonly tool?: string
  /** ARM operation (`Microsoft.Web/sites/restart/action`) or the deployment's id. */
  readonly operation: string
  /** What of the app or plan it was done to, as ARM writes it below them: `config/authsettingsV2`; absent for the whole. */
  readonly target?: string
  /** Commit message or description. Untrusted text. */
  readonly summary?: string
  readonly status: 'succeeded' | 'failed' | 'running'
  readonly correlationId?: string
}

/** The state of the app, or of something around it, as plain properties. */
export interface StateFinding {
  readonly kind: 'state'
  readonly of:
    | 'app'
    | 'plan'
    | 'instance'
    | 'slot'
    | 'neighbour'
    | 'quota'
    | 'alert'
    | 'detector'
    | 'access'
    | 'reference'
    | 'certificate'
    | 'network'
    | 'rule'
  readonly name: string
  /**
   * app: `state` (Running, Stopped, …), `availabilityState`, `enabled`, `usageState`, `healthCheckPath`, `alwaysOn`.
   * plan: `sku`, `tier`, `workers`, `maximumWorkers`, `apps`, `status`, `perSiteScaling`, `linux`, `autoscale`, and of its rules
   * `autoscaleMinimum`, `autoscaleMaximum`, `autoscaleOutBy` (a metric), `autoscaleOutAbove`, `autoscaleInBy`, `autoscaleInBelow`.
   * instance: `state` (READY, STOPPED, UNKNOWN), `startedAt` (epoch ms of the oldest worker process), `processes`,
   * `containers` (running ones, Linux only), `lastError` (why its container does not run) and `lastErrorAt` (epoch ms; where Azure tells),
   * `lastFailure` and `lastFailureAt` (epoch ms): what Azure last had to say of it, also where it runs again.
   * slot: `state`, `enabled`, `lastSwapAt` (epoch ms). neighbour: `state`, `isSlot`.
   * quota: `current`, `limit`, `unit`, `resetsAt` (epoch ms), `exceeded`.
   * alert: `severity` (0–4), `firedAt`, `condition`, `windowInMs` (of what the condition looks at), `resource`. detector: `status` (critical, warning, info, success,
   * none), `category`, `message` (Microsoft's words; untrusted text).
   * access: who is let in; `restrictions` (rules that deny or narrow), `others` (allowed, refused: whoever no rule
   * names), `publicAccess` (Enabled, Disabled). reference: an app setting that Key Vault fills, by its name; `status` (Azure's word:
   * Resolved, AccessToKeyVaultDenied, …), `vault`, `belongsTo` (appsettings, connectionstrings). certificate: of a host
   * name, `expiresAt`, `thumbprint`. network: what leads out of the app; `network`, `subnet`, `dnsServers`, `routesAll`,
   * or a private endpoint with its `state`. rule: a trigger of
   * the app's auto-heal that is on; `kind` (slow-requests, requests, status-codes, private-bytes), `count`, `withinInMs`,
   * `takenInMs`, `codes` (`500-599`), `path`, `megabytes`, `action` (Recycle, …), `leastAgeInMs` of a process.
   */
  readonly properties: Readonly<Record<string, string | number | boolean | null>>
}

/** Azure's own word on its health. */
export interface HealthFinding {
  readonly kind: 'health'
  /** `resource` = Resource Health of this app; `service` = a Service Health event of its region. */
  readonly source: 'resource' | 'service'
  readonly state: 'available' | 'degraded' | 'unavailable' | 'unknown'
  /** True where Azure says the platform caused it, false where the customer did. */
  readonly platformInitiated?: boolean
  readonly since?: Instant
  /** Azure's tracking id of a service event. */
  readonly trackingId?: string
  /** Azure's words. Untrusted text. */
  readonly summary: string
}

/** One request to an address of the app, as a visitor would make it. */
export interface RequestFinding {
  readonly kind: 'request'
  readonly url: string
  /** `default`: the name that Azure gave; `custom`: the app's own. Absent in looks before 0.3, which asked one. */
  readonly host?: 'default' | 'custom'
  /** True for the health check path. */
  readonly health?: true
  /** Of the certificate that the host showed; absent where none was. */
  readonly certificate?: { readonly issuer: string; readonly expiresAt: Instant }
  /** Absent where no answer came. */
  readonly status?: number
  readonly durationInMs: number
  readonly failure?: 'timeout' | 'refused' | 'dns' | 'tls' | 'reset'
  /** Of a `timeout`: what did not come. Absent in looks before 0.3. */
  readonly waitedFor?: 'connection' | 'answer'
  /** Of a `tls` failure: what is wrong with the certificate; absent where the handshake itself failed. */
  readonly certificateFault?: 'expired' | 'not-yet-valid' | 'wrong-name' | 'untrusted'
  /** What in front of the app the answer came from or through, where its headers say so. */
  readonly server?: FrontServer
  /** What of App Service's own turned the visitor away in the app's place, where its headers say so. */
  readonly turnedAwayBy?: 'access-rules' | 'sign-in'
}

/** Gateways and content networks that are known by the headers of their answers. */
export type FrontServer = 'application-gateway' | 'front-door' | 'cloudflare' | 'cloudfront' | 'akamai' | 'fastly'

export const logNames = ['event-log', 'container', 'application', 'application-insights', 'log-analytics'] as const
export type LogName = (typeof logNames)[number]

/** What one line of a log decides by itself, whatever language the app is written in. */
export type LogCondition =
  | 'disk-full'
  | 'out-of-memory'
  | 'worker-timeout'
  | 'workers-exhausted'
  | 'module-missing'
  | 'listens-on-loopback'
  | 'wrong-port'
  | 'start-timeout'
  | 'image-unavailable'
  | 'secret-unresolved'
  | 'name-unresolved'
  | 'connection-refused'
  | 'connection-timed-out'
  | 'connections-exhausted'
  | 'certificate-rejected'
  | 'request-cut-off'
  | 'recycled-by-auto-heal'
  | 'worker-replaced'

/** What a log says, gathered: entries that say the same, counted. Every text in it is untrusted, redacted, and one line. */
export interface LogFinding {
  readonly kind: 'log'
  readonly log: LogName
  /**
   * `exception`: one that ended a process or a request. `exit`: a process or container ended. `start-failure`: one that
   * did not come up. `error`: any other line that the app or Azure calls an error.
   */
  readonly entry: 'exception' | 'exit' | 'start-failure' | 'error'
  /** True of what ended the process, not a request alone. */
  readonly fatal?: true
  /** What it decides, where it decides something. */
  readonly condition?: LogCondition
  /** Of an exception: `System.StackOverflowException`, `TypeError`, `java.lang.OutOfMemoryError`. */
  readonly exception?: string
  readonly message?: string
  /** The first frame of the app's own, innermost first: `Contoso.Orders.OrderTree.Total`, `server.js:41 loadCart`. */
  readonly frame?: string
  /** Path of the request that it happened in. */
  readonly path?: string
  /** Of an exit; 137 is a kill, for want of memory most often. */
  readonly exitCode?: number
  /** The line to be quoted. */
  readonly line: string
  readonly count: number
  /** Of the earliest and the latest; absent where the log has no times. */
  readonly first?: Instant
  readonly last?: Instant
}

/** Requests that the app answered, or calls that it made, by what they have in common, as a log or telemetry keeps them. */
export interface CallsFinding {
  readonly kind: 'calls'
  readonly log: LogName
  /** `dependency`: made by the app, to what `name` says. */
  readonly of: 'request' | 'dependency'
  /** Path of the requests, or host (and kind) of the dependency. Untrusted, redacted. */
  readonly name: string
  /** `SQL`, `HTTP`, `Azure blob`: of a dependency. */
  readonly type?: string
  readonly status?: number
  /** IIS's own second and third word on why. */
  readonly subStatus?: number
  readonly win32Status?: number
  readonly count: number
  readonly failed: number
  /** 95th percentile, in the part of the time in which it was highest. */
  readonly slowInMs?: number
  /** The same before the trouble; absent where too few were made then. */
  readonly usualInMs?: number
  /** Of those that failed, or where none did of all. */
  readonly first?: Instant
  readonly last?: Instant
}

/** What others ask for by the matter, so that no probe need be known by its name. */
export type ProbeCoverage =
  | 'own-request'
  | 'app-figures'
  | 'plan-figures'
  | 'changes'
  | 'past-figures'
  | 'telemetry'
  | 'own-logs'
  | 'instance-states'
  | 'plan-sharing'
  | 'alerts'

/** What a probe says of itself to those who weigh what it found. */
export interface ProbeTraits {
  /** Kebab-case, the file's name. */
  readonly id: string
  /** What people call what it reads, as `spokenTerms` takes it. */
  readonly spokenAs?: string
  /** What it answers for: the limits of a step, the figures of an answer and the verdict ask by it. */
  readonly covers?: ProbeCoverage
  /** True where it only adds detail: without it the verdict loses less of its sight. */
  readonly detailOnly?: true
  /** True where it sees the present alone: there is nothing to ask of a time that is past. */
  readonly noHistory?: true
  /** True where the first verdict does not wait for it: it is run after that, and may revise it. */
  readonly afterVerdict?: true
  /** True where the first verdict does without it when Azure takes few reads: then it is run afterwards. */
  readonly yields?: true
}

/** `first`: what the first verdict waits for is in. `whole`: everything is. */
export type ObservationStage = 'first' | 'whole'

/** How one probe ended. Exactly one a probe a round. */
export interface ProbeResult {
  readonly probe: string
  /** `not-offered`: the plan's tier has no such thing, or Azure no history of it; `failure` says which. */
  readonly status: 'ok' | 'failed' | 'forbidden' | 'late' | 'not-offered'
  readonly findings: readonly Finding[]
  /** Why it failed, in words; a `forbidden` one names the missing action, scope and role. */
  readonly failure?: TranslatableMessage
  /** What an `ok` probe could not see though it saw the rest. */
  readonly gaps?: readonly TranslatableMessage[]
  readonly source?: FindingSource
}

/** Where findings come from, so that anybody can look for themselves. */
export interface FindingSource {
  readonly readAt: Instant
  /** What was asked, one a request, without repeats: `GET /subscriptions/…/metrics?metricnames=…`. Redacted. */
  readonly asked: readonly string[]
  /** The page of the Azure portal that shows the same; https. */
  readonly portal?: string
}
