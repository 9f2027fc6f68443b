import { pidOf } from './create-process.ts'
import { faultEffectsOn } from './fault-effects.ts'
import type { AppState, ProcessStart, SimulatedProcess } from './simulated-app.ts'
import type { SimulatedWorld } from './simulated-world.ts'

export interface ProcessRestart {
  readonly app: AppState
  readonly process: SimulatedProcess
  readonly at: number
  readonly startInMs: number
  /** `restart` where absent. */
  readonly why?: ProcessStart['why']
}

/** The process is gone with all it knew; a new one comes up in its place, unless something keeps it from starting. */
export function restartProcess(world: SimulatedWorld, restart: ProcessRestart): void {
  const { app, process, at, startInMs } = restart
  const { startFactor, startFailure } = faultEffectsOn(world, app, process, at)
  recordRestart(restart, startFailure)
  process.startedAt = at + 1000
  process.readyAt = startFailure === undefined ? at + startInMs * startFactor : Number.POSITIVE_INFINITY
  process.pid = pidOf(app, process.worker, world.seed, at)
  process.isAsleep = false
  process.lastUsedAt = at
  process.wokenAt = 0
  process.waitedInMs = 0
  process.heldThreads = 0
  process.queue = 0
  process.leakInBytes = 0
  process.burstInBytes = 0
  process.burstUntil = 0
  process.fullSince = 0
  process.followsCrash = restart.why === 'crash' || restart.why === 'out-of-memory'
  process.cpuInSeconds = 0
  process.lacksSecret = isSecretMissing(world, app, process, at)
}

/** Whether a process that starts now lacks a secret that one of its settings takes from the vault. */
export function isSecretMissing(world: SimulatedWorld, app: AppState, process: SimulatedProcess, at: number): boolean {
  const { unresolvedSecrets } = faultEffectsOn(world, app, process, at)
  return Object.keys(unresolvedSecrets).some((setting) => setting in app.appSettings)
}

/** Keeps for the logs that one process ended and the next one started. */
function recordRestart({ app, process, at, why = 'restart' }: ProcessRestart, failure: string | undefined): void {
  const { machine } = process.worker
  app.processExits.push({ at, machine, pid: process.pid, why })
  app.processStarts.push({
    at,
    machine,
    why,
    image: app.config.linuxFxVersion,
    ...(failure !== undefined && { failure }),
  })
}
