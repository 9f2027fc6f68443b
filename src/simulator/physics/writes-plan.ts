import { newProcess, newWorker } from './create-world.ts'
import { chance, guidOf } from './random.ts'
import type { PlanSize } from './settings.ts'
import { strainOn } from './strain.ts'
import { beginAnew } from './tick.ts'
import type { AppState, Operation, PlanState, Worker, World } from './world.ts'
import type { Moment } from './writes.ts'

/** Changes the number of workers; the operation ends before the last of them takes requests. */
export function scale(world: World, plan: PlanState, capacity: number, moment: Moment): Operation {
  const isOut = capacity > plan.capacity
  setWorkers(world, plan, capacity, moment)
  plan.capacity = capacity
  plan.scaledAt.push(moment.at)
  const lastsInMs = isOut ? 35_000 + 15_000 * chance(world.seed, 'scale', plan.spec.name, moment.nth) : 20_000
  return beginOperation(world, plan, moment, lastsInMs)
}

/** Brings the workers that stay or come to this number; what the plan asks for is another matter. */
export function setWorkers(world: World, plan: PlanState, count: number, moment: Moment): void {
  const staying = plan.workers.filter((worker) => moment.at < worker.leavesAt && worker.leavesAt === Infinity)
  if (count > staying.length) addWorkers(world, plan, count - staying.length, moment)
  // The newest go first, as soon as what they are at is done.
  else for (const worker of staying.slice(count)) worker.leavesAt = moment.at + 20_000
}

/** The plan moves to workers of another size: they come up first, then every app starts on them at once. */
export function changeSize(world: World, plan: PlanState, size: PlanSize, capacity: number, moment: Moment): Operation {
  const former = plan.workers.filter(({ leavesAt }) => leavesAt === Infinity)
  plan.size = size
  plan.capacity = capacity
  plan.scaledAt.push(moment.at)
  const fresh = addWorkers(world, plan, capacity, moment)
  const movesAt = Math.max(...fresh.map(({ readyAt }) => readyAt))
  for (const worker of former) worker.leavesAt = movesAt
  return beginOperation(world, plan, moment, movesAt - moment.at)
}

/** The machine goes down with all that runs on it. */
export function rebootWorker(world: World, plan: PlanState, worker: Worker, { at, nth }: Moment): void {
  const isBackAt = at + 60_000 + 60_000 * chance(world.seed, 'reboot', worker.machine, nth)
  for (const app of appsOn(world, plan)) {
    const process = app.processes.find((one) => one.worker === worker)
    if (process === undefined) continue
    beginAnew(world, { app, process, at, startInMs: isBackAt - at + 15_000 })
    process.bornAt = isBackAt
  }
}

export function appsOn(world: World, plan: PlanState): readonly AppState[] {
  return world.apps.filter((app) => app.plan === plan)
}

function beginOperation(world: World, plan: PlanState, { at, nth }: Moment, lastsInMs: number): Operation {
  const id = guidOf(world.seed, 'operation', plan.spec.name, nth, at)
  const operation = { id, planName: plan.spec.name, startedAt: at, endsAt: at + Math.round(lastsInMs) }
  world.operations.push(operation)
  return operation
}

function addWorkers(world: World, plan: PlanState, more: number, { at, nth }: Moment): Worker[] {
  return Array.from({ length: more }, () => {
    const ordinal = plan.nextOrdinal++
    const comesInMs = 60_000 + 40_000 * chance(world.seed, 'worker', plan.spec.name, ordinal, nth)
    const worker = newWorker(plan.spec, world.seed, ordinal, at + Math.round(comesInMs), plan.size)
    plan.workers.push(worker)
    for (const app of appsOn(world, plan)) {
      const process = newProcess(app, worker, world.seed, worker.readyAt)
      const startInMs = 5000 + 10_000 * chance(world.seed, 'first', app.spec.name, ordinal)
      process.readyAt = worker.readyAt + startInMs * strainOn(world, app, process, at).startFactor
      app.processes.push(process)
    }
    return worker
  })
}
