import { pidOf } from './create-process.ts'
import { faultEffectsOn } from './fault-effects.ts'
import { restartProcess } from './restart-process.ts'
import { seededFraction } from './seeded-random.ts'
import type { AppState, SimulatedProcess } from './simulated-app.ts'
import { minuteInMs } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** App Service gives a container 230 seconds to answer, then it tries again. */
const startLimitInMs = 230_000
/** Microsoft: without Always On an app is unloaded after twenty minutes without a request. */
const unloadedAfterInMs = 20 * minuteInMs

/** A process that did not come up is tried again, with better luck once what kept it from starting is gone. */
export function retryFailedStart(world: SimulatedWorld, app: AppState, process: SimulatedProcess, at: number): void {
  if (process.readyAt <= at || process.startedAt > at) return
  const isMended = faultEffectsOn(world, app, process, at).startFailure === undefined
  if (process.readyAt !== Number.POSITIVE_INFINITY) {
    // A new worker's process knows only now that it will not come up.
    if (!isMended) process.readyAt = Number.POSITIVE_INFINITY
    return
  }
  if (!isMended && at - process.startedAt < startLimitInMs) return
  const startInMs = 12_000 + 6000 * seededFraction(world.seed, 'again', app.spec.name, process.worker.ordinal, at)
  restartProcess(world, { app, process, at, startInMs, why: 'start-failed' })
}

/** Takes a process out of memory that nobody has asked anything of for long. */
export function unloadWhenIdle(app: AppState, process: SimulatedProcess, at: number): void {
  if (app.config.alwaysOn || app.config.healthCheckPath !== null || process.isAsleep) return
  if (at - process.lastUsedAt < unloadedAfterInMs || process.readyAt > at) return
  app.processExits.push({ at, machine: process.worker.machine, pid: process.pid, why: 'idle' })
  Object.assign(process, {
    isAsleep: true,
    queue: 0,
    leakInBytes: 0,
    burstInBytes: 0,
    burstUntil: 0,
    heldThreads: 0,
    cpuInSeconds: 0,
  })
}

/** The first visitor after a long time has the process started, and waits for it. */
export function wakeProcess(world: SimulatedWorld, app: AppState, process: SimulatedProcess, at: number): void {
  const { wakeInMs, startFactor } = faultEffectsOn(world, app, process, at)
  const pace = 0.85 + 0.3 * seededFraction(world.seed, 'wake', app.spec.name, process.worker.ordinal, at)
  process.isAsleep = false
  process.startedAt = at
  process.wokenAt = at
  process.readyAt = at + wakeInMs * startFactor * pace
  process.pid = pidOf(app, process.worker, world.seed, at)
}
