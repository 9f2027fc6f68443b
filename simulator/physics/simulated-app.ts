import type { AppSpec } from '../estate/estate-spec.ts'
import type { SimulatedDeployment } from '../estate/simulated-deployment.ts'
import type { ResourceMeter } from './metric-store.ts'
import type { PlanState, SimulatedWorker } from './simulated-plan.ts'
import type { SignInAction, SiteConfig } from './site-settings.ts'

export interface AppState {
  readonly spec: AppSpec
  readonly plan: PlanState
  /** Its own, besides the one under azurewebsites.net. */
  readonly hostNames: string[]
  enabled: boolean
  changedAt: number
  processes: SimulatedProcess[]
  /** A swap exchanges them, as it exchanges everything else below. */
  deployments: SimulatedDeployment[]
  config: SiteConfig
  /** Ends and starts of its processes, oldest first: the logs are made from them. */
  processExits: ProcessExit[]
  processStarts: ProcessStart[]
  /** CPU used in this day of the plan's quota, and which day that is. */
  cpuTodayInSeconds: number
  quotaDay: number
  /** App Service's own sign-in; absent where everybody is let in. */
  signIn?: SignInAction
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

/** The end of a process, whatever comes after it. */
export interface ProcessExit {
  readonly at: number
  readonly machine: string
  readonly pid: number
  /** `idle`: nobody came for twenty minutes, and only a visitor will have another one started. */
  readonly why: ProcessStart['why'] | 'idle'
}

/** The start of a process in place of one that ended. */
export interface ProcessStart {
  readonly at: number
  readonly machine: string
  /** On Linux, what it was started from. */
  readonly image: string
  /** Why it does not come up; absent where it does. */
  readonly failure?: string
  readonly why:
    | 'crash'
    /** On Linux, the kernel killed the one before for want of memory. */
    | 'out-of-memory'
    | 'restart'
    | 'auto-heal'
    | 'swap'
    | 'deployment'
    | 'setting'
    /** The one before never came up. */
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
  /** Memory that one request has asked for so far, and until when that is worked on. */
  burstInBytes: number
  burstUntil: number
  /** Since when its leak has found no more room; 0 where it has. */
  fullSince: number
  /** It began without a secret that a setting takes from the vault. */
  lacksSecret: boolean
  /** It came in place of one that died. */
  followsCrash: boolean
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
