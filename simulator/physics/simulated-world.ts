import type { AppSpec } from '../estate/estate-spec.ts'
import type { SimulatedDeployment } from '../estate/simulated-deployment.ts'
import type { Fault } from '../faults/types.ts'
import type { MetricStore } from './metric-store.ts'
import type { AppState } from './simulated-app.ts'
import type { PlanState } from './simulated-plan.ts'

/** The whole state of the estate. Changed in two places only: a tick, and a write. */
export interface SimulatedWorld {
  readonly seed: number
  /** 1; or 0 where only means are wanted, as of the far past. */
  readonly noise: 0 | 1
  /** When the simulator began, simulated. */
  readonly startedAt: number
  /** Where the first of its plans begins to be lived through. */
  readonly from: number
  /** The physics are known up to here. */
  tickedTo: number
  /** What it was created with: its far past is made from the same. */
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
  /** All plans are lived through for so long before the start; a plan in trouble from before its onset. */
  readonly historyInMs: number
  /** How old the trouble is at the start, by app or for all; as old as the fault says where absent. */
  readonly troubleAgeInMs?: number | Readonly<Record<string, number>>
  /** So many more apps like the first one, each on a plan of its own; none where absent. */
  readonly copies?: number
  /** App name → fault id; both known to exist. */
  readonly faults: Readonly<Record<string, string>>
}

export interface ActiveFault {
  readonly fault: Fault
  readonly app: AppSpec
  readonly onset: number
  /** The code that it came with: it affects whichever app or slot runs that, so that a swap takes it along. */
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
