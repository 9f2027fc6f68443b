import type { PlanSpec } from '../estate/estate-spec.ts'
import type { ResourceMeter } from './metric-store.ts'
import type { PlanSize } from './site-settings.ts'

export interface PlanState {
  /** As it was before anything happened. */
  readonly spec: PlanSpec
  /** From here on it is lived through, tick by tick; what lay before is made from samples. */
  readonly from: number
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
