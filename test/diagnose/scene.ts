import type { ChangeFinding, HealthFinding, Instant, RequestFinding, StateFinding } from '../../src/incident/finding.ts'
import type { Random } from './random.ts'

/** What one instance does in one minute; shares of the healthy figure where the name says `times`. */
export interface Minute {
  readonly timesRequests: number
  readonly timesResponse: number
  /** Share of requests. */
  readonly errors: number
  readonly timesCpu: number
  /** Share of requests that are refused with a 403. */
  readonly forbidden: number
  /** Percent of the plan that stays, whatever the load. */
  readonly cpuFloor: number
  /** Percent points of memory on top. */
  readonly memory: number
  readonly queue: number
  readonly timesThreads: number
  /** As the threads where not said otherwise. */
  readonly timesConnections?: number
  /** Of the plan, with its other apps; as the app's where not said otherwise. */
  readonly timesPlanCpu?: number
  /** A response time in place of the usual one; 0: the usual one. */
  readonly seconds: number
  readonly disk: number
  /** The longest answer, in seconds, and the highest memory of the plan, in percent; seen where the scene says `peaks`. */
  readonly longest?: number
  readonly memoryPeak?: number
  /** Outbound, of the plan, an instance. */
  readonly sockets: number
  readonly timeWait: number
  readonly healthy: boolean
  /** It is not there: no figure at all. */
  readonly gone: boolean
}

export const calm: Minute = {
  timesRequests: 1,
  timesResponse: 1,
  errors: 0,
  forbidden: 0,
  timesCpu: 1,
  cpuFloor: 0,
  memory: 0,
  queue: 0,
  timesThreads: 1,
  seconds: 0,
  disk: 0,
  sockets: 60,
  timeWait: 90,
  healthy: true,
  gone: false,
}

export interface Scene {
  /** `since`: minutes after the onset (negative before it); `instance`: 0 and up. */
  minute(since: number, instance: number, minuteOfWindow: number): Partial<Minute>
  readonly changes?: readonly ChangeFinding[]
  readonly health?: readonly HealthFinding[]
  readonly status?: number
  readonly requestInMs?: number
  /** Our own requests, in place of the one at Azure's name. */
  readonly requests?: readonly Partial<RequestFinding>[]
  /** Who is let in. */
  readonly access?: StateFinding['properties']
  /** Start of the processes, in minutes before now. */
  readonly startedAgo?: (instance: number) => number
  /** Instance that is to blame. */
  readonly sick?: number
  /** Properties of the app's state beside the usual. */
  readonly app?: StateFinding['properties']
  readonly quotas?: readonly Pick<StateFinding, 'name' | 'properties'>[]
  readonly linux?: boolean
  /** It shows in the highest of each minute. */
  readonly peaks?: true
  /** What Azure last said of its containers, so many minutes ago. */
  readonly lastFailure?: { readonly said: string; readonly ago: number }
  /** What became of settings that refer to a vault, by their names. */
  readonly references?: Readonly<Record<string, string>>
  /** Running on each instance, and why not. */
  readonly containers?: number
  readonly lastError?: string
  /** CPU seconds a minute of a neighbour, before and since. */
  readonly neighbours?: { readonly before: number; readonly now: number }
  /** Percent of the plan in the hours before, yesterday and last week. */
  readonly baselineMemory?: number
  /** Of the plan's state beside the usual. */
  readonly plan?: StateFinding['properties']
  /** What the path of the health check answers us; it is set then. */
  readonly healthStatus?: number
  /** Auto-heal's rules. */
  readonly rules?: readonly StateFinding[]
  /** Since the onset other workers have stood in the place of the former ones. */
  readonly replaced?: true
  /** A request now and then in place of steady traffic. */
  readonly quiet?: boolean
}

export type SceneOf = (random: Random, setting: Setting) => Scene

export interface Setting {
  readonly onset: Instant
  readonly now: Instant
  readonly instances: number
  /** Healthy figures, in percent. */
  readonly cpu: number
  readonly memory: number
}

export const change = (setting: Setting, minutesBefore: number, kind: ChangeFinding['change']): ChangeFinding => ({
  kind: 'change',
  change: kind,
  at: setting.onset - minutesBefore * 60_000,
  of: 'app',
  operation: `op-${kind}`,
  status: 'succeeded',
})
