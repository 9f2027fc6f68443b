import type { AppSpec, PlanSpec } from '../estate/estate-spec.ts'
import type { SimulatedDeployment } from '../estate/simulated-deployment.ts'
import type { Fault } from '../faults/types.ts'
import type { MetricStore, ResourceMeter } from './metric-store.ts'
import type { PlanSize, SiteConfig } from './site-settings.ts'

/** The whole state of the estate. Changed in two places only: a tick, and a write. */
export interface SimulatedWorld {
  readonly seed: number
  /** When the simulator began, simulated. */
  readonly startedAt: number
  /** Where the metrics begin. */
  readonly from: number
  /** The physics are known up to here. */
  tickedTo: number
  /** What it was begun with: so that the days before can be told as well. */
  readonly options: SimulatedWorldOptions
  /** When a day of the plans' quotas began, before the start. */
  readonly quotaDayFrom: number
  readonly plans: readonly PlanState[]
  readonly apps: readonly AppState[]
  readonly faults: readonly ActiveFault[]
  readonly metrics: MetricStore
  readonly activity: ActivityEvent[]
  readonly operations: LongRunningOperation[]
  /** Resources of Azure Monitor that were put here (autoscale settings, alert rules, action groups), by lower-case id. */
  readonly monitorResources: Map<string, StoredMonitorResource>
  /** Effects that come later: the last step of a swap, a move to other workers. */
  readonly scheduledChanges: ScheduledChange[]
  /** Writes carried out so far: what makes the randomness of one differ from that of the next. */
  writeCount: number
}

export interface SimulatedWorldOptions {
  readonly seed: number
  readonly startedAt: number
  readonly historyInMs: number
  /** App name → fault id; both known to exist. */
  readonly faults: Readonly<Record<string, string>>
}

export interface ActiveFault {
  readonly fault: Fault
  readonly app: AppSpec
  readonly onset: number
  /** The code that it came with: it bears on whichever app or slot runs that, so that a swap takes it along. */
  readonly deployment?: SimulatedDeployment
}

export interface StoredMonitorResource {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly location: string
  readonly tags: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, unknown>>
  /** Absent where the estate began with it. */
  readonly putAt?: number
}

export interface ScheduledChange {
  readonly at: number
  apply(world: SimulatedWorld): void
}

export interface PlanState {
  /** As it was before anything happened. */
  readonly spec: PlanSpec
  /** What its workers are now: scaling up replaces it. */
  size: PlanSize
  elastic: { readonly enabled: boolean; readonly maximum: number }
  /** When automatic scaling last added or took away a worker. */
  elasticAt?: number | undefined
  /** When it was scaled, by anybody: Azure counts them. */
  scaledAt: number[]
  /** Workers asked for: `sku.capacity`. */
  capacity: number
  /** Those that stand or come; those that left are gone. */
  workers: SimulatedWorker[]
  nextOrdinal: number
}

export interface SimulatedWorker {
  readonly ordinal: number
  /** Machine name, as the metrics' `Instance` dimension gives it. */
  readonly machine: string
  /** The instance's ARM name. */
  readonly instanceId: string
  readonly ip: string
  readonly readyAt: number
  leavesAt: number
  readonly cores: number
  readonly memoryInBytes: number
  /** 0…1, of the last tick. */
  memory: number
  cpu: number
  /** Where its metrics go. */
  meter?: ResourceMeter
}

export interface AppState {
  readonly spec: AppSpec
  readonly plan: PlanState
  enabled: boolean
  changedAt: number
  processes: SimulatedProcess[]
  /** A swap exchanges them, as it exchanges everything else below. */
  deployments: SimulatedDeployment[]
  config: SiteConfig
  /** Why and when its processes began anew, oldest first: what the logs tell of. */
  processExits: ProcessExit[]
  /** CPU used in this day of the plan's quota, and which day that is. */
  cpuTodayInSeconds: number
  quotaDay: number
  /** App settings; secrets are among them. */
  appSettings: Readonly<Record<string, string>>
  /** Names of app settings that stay with their slot; kept on the app itself. */
  slotSettings: readonly string[]
  /** A swap that was prepared: the settings of the other slot are on, the former ones here. */
  preparedSwap?: PreparedSwap | undefined
  /** When a slot was last swapped into this place, and which. */
  lastSwap?: { readonly at: number; readonly from: string }
  /** Of `config/logs`, what was set. */
  logging?: Readonly<Record<string, unknown>>
}

export interface PreparedSwap {
  readonly targetSlot: string
  readonly config: SiteConfig
  readonly appSettings: Readonly<Record<string, string>>
}

export interface ProcessExit {
  readonly at: number
  readonly machine: string
  /** Of the process that ended. */
  readonly pid: number
  /** Linux: what the new one was started from. */
  readonly image?: string
  /** Why the new one did not come up. */
  readonly startFailure?: string
  readonly why:
    | 'crash'
    | 'restart'
    | 'auto-heal'
    | 'swap'
    | 'deployment'
    | 'setting'
    /** Nobody came for twenty minutes. */
    | 'idle'
    /** It never came up. */
    | 'start-failed'
}

/** The app's worker process on one worker. */
export interface SimulatedProcess {
  readonly worker: SimulatedWorker
  pid: number
  startedAt: number
  /** Takes requests from here on. */
  readyAt: number
  /** Answers nothing until then: a memory dump is being written. */
  pausedUntil: number
  /** Unloaded for want of visitors: there is no process until the next one comes. */
  isAsleep: boolean
  /** When it last was woken by a visitor, who waits for it. */
  wokenAt: number
  lastUsedAt: number
  /** What all that wait have waited together since it was last ready. */
  waitedInMs: number
  /** Health checks that failed in a row. */
  failedPings: number
  /** `false`: the health check has taken it out, and it gets no requests. */
  isInRotation: boolean
  /** Threads that wait for others and never get on. */
  heldThreads: number
  /** Source ports of its instance in use. */
  ports: number
  queue: number
  leakInBytes: number
  cpuInSeconds: number
  /** Of the last tick. */
  last: ProcessMeasurements
  /** Where its metrics go, and as which app's. */
  measured?: { readonly as: AppState; readonly by: ResourceMeter }
}

export interface ProcessMeasurements {
  readonly responseInMs: number
  /** Share of requests that end badly at the worker. */
  readonly errorRatio: number
  readonly served: number
  readonly workingSet: number
  readonly privateBytes: number
  readonly threads: number
  /** Of those, threads at work on a request or waiting for others with it. */
  readonly busyThreads: number
  /** CPU that it took, in cores. */
  readonly cores: number
  /** Share of outbound connections that found no port. */
  readonly failedConnections: number
  /** 0…1: how much the worker pages. */
  readonly paging: number
}

export interface LongRunningOperation {
  readonly id: string
  readonly planName: string
  /** The site or slot that it is about, where it is not the plan. */
  readonly site?: AppSpec
  readonly startedAt: number
  readonly endsAt: number
}

export interface ActivityEvent {
  readonly at: number
  readonly write: number
  readonly status: 'Started' | 'Accepted' | 'Succeeded' | 'Failed'
  readonly action: string
  readonly resourceId: string
  readonly caller: string
  readonly method: string
  readonly statusCode: number
  readonly correlationId: string
  readonly clientRequestId: string
}
