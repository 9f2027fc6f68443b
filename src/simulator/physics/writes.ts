import { chance } from './random.ts'
import { beginAnew } from './tick.ts'
import type { AppState, Process, World } from './world.ts'

/** A write, once the physics stand at its time. `nth` tells it from every other. */
export interface Moment {
  readonly at: number
  readonly nth: number
}

/** Every process goes down at once and takes 20–60 s to come back. */
export function restart(world: World, app: AppState, moment: Moment): void {
  app.enabled = true
  app.changedAt = moment.at
  for (const process of app.processes) {
    const startInMs = 20_000 + 40_000 * draw(world, 'restart', process, moment)
    beginAnew(world, { app, process, at: moment.at, startInMs })
  }
}

/** New processes come up beside the old ones and take over: hardly a gap, but cold. */
export function softRestart(world: World, app: AppState, moment: Moment): void {
  app.changedAt = moment.at
  for (const process of app.processes) {
    beginAnew(world, { app, process, at: moment.at, startInMs: 3000 + 5000 * draw(world, 'soft', process, moment) })
  }
}

/** Only this instance goes down; the others take its requests meanwhile. */
export function killProcess(world: World, app: AppState, process: Process, moment: Moment): void {
  const startInMs = 10_000 + 10_000 * draw(world, 'kill', process, moment)
  beginAnew(world, { app, process, at: moment.at, startInMs })
}

export function stop(app: AppState, moment: Moment): void {
  app.enabled = false
  app.changedAt = moment.at
}

export function start(world: World, app: AppState, moment: Moment): void {
  if (!app.enabled) restart(world, app, moment)
}

function draw(world: World, what: string, process: Process, { nth }: Moment): number {
  return chance(world.seed, what, process.worker.machine, process.pid, nth)
}
