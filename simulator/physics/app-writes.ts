import { restartProcess } from './restart-process.ts'
import { seededFraction } from './seeded-random.ts'
import type { AppState, SimulatedProcess } from './simulated-app.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** A write, once the physics stand at its time. `writeNumber` tells it from every other. */
export interface WriteMoment {
  readonly at: number
  readonly writeNumber: number
}

/** Every process goes down at once and takes 20–60 s to come back. */
export function restartApp(world: SimulatedWorld, app: AppState, moment: WriteMoment): void {
  app.enabled = true
  app.changedAt = moment.at
  for (const process of app.processes) {
    const startInMs = 20_000 + 40_000 * startDelayFraction(world, 'restart', process, moment)
    restartProcess(world, { app, process, at: moment.at, startInMs })
  }
}

/** New processes come up beside the old ones and take over: hardly a gap, but cold. */
export function softRestartApp(world: SimulatedWorld, app: AppState, moment: WriteMoment): void {
  app.changedAt = moment.at
  for (const process of app.processes) {
    restartProcess(world, {
      app,
      process,
      at: moment.at,
      startInMs: 3000 + 5000 * startDelayFraction(world, 'soft', process, moment),
    })
  }
}

/** Only this instance goes down; the others take its requests meanwhile. */
export function killProcess(
  world: SimulatedWorld,
  app: AppState,
  process: SimulatedProcess,
  moment: WriteMoment,
): void {
  const startInMs = 10_000 + 10_000 * startDelayFraction(world, 'kill', process, moment)
  restartProcess(world, { app, process, at: moment.at, startInMs })
}

export function stopApp(app: AppState, moment: WriteMoment): void {
  app.enabled = false
  app.changedAt = moment.at
}

export function startApp(world: SimulatedWorld, app: AppState, moment: WriteMoment): void {
  if (!app.enabled) restartApp(world, app, moment)
}

function startDelayFraction(
  world: SimulatedWorld,
  what: string,
  process: SimulatedProcess,
  { writeNumber }: WriteMoment,
): number {
  return seededFraction(world.seed, what, process.worker.machine, process.pid, writeNumber)
}
