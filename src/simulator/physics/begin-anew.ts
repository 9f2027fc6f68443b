import { pidOf } from './pid.ts'
import { strainOn } from './strain.ts'
import type { AppState, Begun, Process, World } from './world.ts'

export interface Birth {
  readonly app: AppState
  readonly process: Process
  readonly at: number
  readonly startInMs: number
  readonly why?: Begun['why']
}

/** The process is gone with all it knew; a new one comes up in its place, unless something keeps it from starting. */
export function beginAnew(world: World, birth: Birth): void {
  const { app, process, at } = birth
  const { startFactor, startFailure } = strainOn(world, app, process, at)
  app.begun.push({
    at,
    machine: process.worker.machine,
    pid: process.pid,
    why: birth.why ?? 'restart',
    image: app.config.linuxFxVersion,
    ...(startFailure !== undefined && { startFailure }),
  })
  process.bornAt = at + 1000
  process.readyAt = startFailure === undefined ? at + birth.startInMs * startFactor : Number.POSITIVE_INFINITY
  process.pid = pidOf(app, process.worker, world.seed, at)
  process.isAsleep = false
  process.lastUsedAt = at
  process.wokenAt = 0
  process.waitedInMs = 0
  process.heldThreads = 0
  process.queue = 0
  process.leakInBytes = 0
  process.cpuInSeconds = 0
}
