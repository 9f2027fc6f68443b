import type { PlanSpec } from '../estate/estate-spec.ts'
import { seededFraction, seededHex } from './seeded-random.ts'
import type { SimulatedWorker } from './simulated-plan.ts'
import type { PlanSize } from './site-settings.ts'

interface NewWorker {
  readonly seed: number
  readonly ordinal: number
  readonly readyAt: number
  /** The plan's own unless it was scaled up. */
  readonly size?: PlanSize
}

/** A machine of the plan: its names and addresses follow from its place in it. */
export function createWorker(spec: PlanSpec, { seed, ordinal, readyAt, size = spec }: NewWorker): SimulatedWorker {
  const machine = seededHex(12, seed, 'machine', spec.name, ordinal)
  return {
    ordinal,
    machine: spec.os === 'windows' ? `RD${machine.toUpperCase()}` : `lw1sdlwk${machine.slice(0, 6).toUpperCase()}`,
    instanceId: seededHex(64, seed, 'instance', spec.name, ordinal),
    ip: `10.0.${1 + Math.floor(seededFraction(seed, 'net', spec.name) * 200)}.${10 + ordinal}`,
    readyAt,
    leavesAt: Number.POSITIVE_INFINITY,
    cores: size.coresAWorker,
    memoryInBytes: size.memoryAWorkerInBytes,
    memory: 0.3,
    cpu: 0,
  }
}
