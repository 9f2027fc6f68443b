import { faultEffectsOn } from './fault-effects.ts'
import { pidOf } from './pid.ts'
import type { AppState, ProcessExit, SimulatedProcess, SimulatedWorld } from './simulated-world.ts'

export interface ProcessRestart {
  readonly app: AppState
  readonly process: SimulatedProcess
  readonly at: number
  readonly startInMs: number
  readonly why?: ProcessExit['why']
}

/** The process is gone with all it knew; a new one comes up in its place, unless something keeps it from starting. */
export function restartProcess(world: SimulatedWorld, birth: ProcessRestart): void {
  const { app, process, at } = birth
  const { startFactor, startFailure } = faultEffectsOn(world, app, process, at)
  app.processExits.push({
    at,
    machine: process.worker.machine,
    pid: process.pid,
    why: birth.why ?? 'restart',
    image: app.config.linuxFxVersion,
    ...(startFailure !== undefined && { startFailure }),
  })
  process.startedAt = at + 1000
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
