import { newProcess, newWorker } from './create-world.ts'
import { chance, guidOf } from './random.ts'
import { strainOn } from './strain.ts'
import { beginAnew } from './tick.ts'
import type { AppState, Operation, PlanState, Process, World } from './world.ts'

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

/** Changes the number of workers; the operation ends before the last of them takes requests. */
export function scale(world: World, plan: PlanState, capacity: number, moment: Moment): Operation {
  const { at, nth } = moment
  const isOut = capacity > plan.capacity
  if (isOut) addWorkers(world, plan, capacity - plan.capacity, moment)
  else removeWorkers(plan, plan.capacity - capacity, at)
  plan.capacity = capacity
  const lastsInMs = isOut ? 35_000 + 15_000 * chance(world.seed, 'scale', plan.spec.name, nth) : 20_000
  const id = guidOf(world.seed, 'operation', plan.spec.name, nth)
  const operation = { id, planName: plan.spec.name, startedAt: at, endsAt: at + Math.round(lastsInMs) }
  world.operations.push(operation)
  return operation
}

function addWorkers(world: World, plan: PlanState, more: number, { at, nth }: Moment): void {
  for (let added = 0; added < more; added++) {
    const ordinal = plan.nextOrdinal++
    const comesInMs = 60_000 + 40_000 * chance(world.seed, 'worker', plan.spec.name, ordinal, nth)
    const worker = newWorker(plan.spec, world.seed, ordinal, at + Math.round(comesInMs))
    plan.workers.push(worker)
    for (const app of world.apps.filter((candidate) => candidate.plan === plan)) {
      const process = newProcess(app, worker, world.seed, worker.readyAt)
      const startInMs = 5000 + 10_000 * chance(world.seed, 'first', app.spec.name, ordinal)
      process.readyAt = worker.readyAt + startInMs * strainOn(world, app, process, at).startFactor
      app.processes.push(process)
    }
  }
}

/** The newest go first, as soon as what they are at is done. */
function removeWorkers(plan: PlanState, fewer: number, at: number): void {
  const staying = plan.workers.filter((worker) => at < worker.leavesAt)
  for (const worker of staying.slice(staying.length - fewer)) worker.leavesAt = at + 20_000
}

function draw(world: World, what: string, process: Process, { nth }: Moment): number {
  return chance(world.seed, what, process.worker.machine, process.pid, nth)
}
