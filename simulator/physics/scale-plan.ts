import type { WriteMoment } from './app-writes.ts'
import { createProcess } from './create-process.ts'
import { createWorker } from './create-worker.ts'
import { faultEffectsOn } from './fault-effects.ts'
import { isSecretMissing, restartProcess } from './restart-process.ts'
import { seededFraction, seededGuid } from './seeded-random.ts'
import type { AppState } from './simulated-app.ts'
import type { PlanState, SimulatedWorker } from './simulated-plan.ts'
import type { LongRunningOperation, SimulatedWorld } from './simulated-world.ts'
import type { PlanSize } from './site-settings.ts'

/** Changes the number of workers; the operation ends before the last of them takes requests. */
export function scalePlan(
  world: SimulatedWorld,
  plan: PlanState,
  capacity: number,
  moment: WriteMoment,
): LongRunningOperation {
  const isOut = capacity > plan.capacity
  setWorkerCount(world, plan, capacity, moment)
  plan.capacity = capacity
  plan.scaledAt.push(moment.at)
  const lastsInMs = isOut
    ? 35_000 + 15_000 * seededFraction(world.seed, 'scale', plan.spec.name, moment.writeNumber)
    : 20_000
  return beginOperation(world, plan, moment, lastsInMs)
}

/** Brings the workers that stay or come to this number; what the plan asks for is another matter. */
export function setWorkerCount(world: SimulatedWorld, plan: PlanState, count: number, moment: WriteMoment): void {
  const staying = plan.workers.filter((worker) => moment.at < worker.leavesAt && worker.leavesAt === Infinity)
  if (count > staying.length) addWorkers(world, plan, count - staying.length, moment)
  // The newest go first, as soon as what they are at is done.
  else for (const worker of staying.slice(count)) worker.leavesAt = moment.at + 20_000
}

/** The plan moves to workers of another size: they come up first, then every app starts on them at once. */
export function changePlanSize(
  world: SimulatedWorld,
  plan: PlanState,
  { size, capacity, moment }: { readonly size: PlanSize; readonly capacity: number; readonly moment: WriteMoment },
): LongRunningOperation {
  const former = plan.workers.filter(({ leavesAt }) => leavesAt === Infinity)
  plan.size = size
  plan.capacity = capacity
  plan.scaledAt.push(moment.at)
  const fresh = addWorkers(world, plan, capacity, moment)
  const movesAt = Math.max(...fresh.map(({ readyAt }) => readyAt))
  for (const worker of former) worker.leavesAt = movesAt
  return beginOperation(world, plan, moment, movesAt - moment.at)
}

/** Azure takes other machines for the plan: they come up first, then the former ones go. Nobody asked for it. */
export function replaceWorkers(world: SimulatedWorld, plan: PlanState, moment: WriteMoment): void {
  const former = plan.workers.filter(({ leavesAt }) => leavesAt === Infinity)
  const fresh = addWorkers(world, plan, former.length, moment)
  const movesAt = Math.max(...fresh.map(({ readyAt }) => readyAt)) + 20_000
  for (const worker of former) worker.leavesAt = movesAt
}

/** The machine goes down with all that runs on it. */
export function rebootPlanWorker(
  world: SimulatedWorld,
  plan: PlanState,
  worker: SimulatedWorker,
  { at, writeNumber }: WriteMoment,
): void {
  const isBackAt = at + 60_000 + 60_000 * seededFraction(world.seed, 'reboot', worker.machine, writeNumber)
  for (const app of appsOnPlan(world, plan)) {
    const process = app.processes.find((one) => one.worker === worker)
    if (process === undefined) continue
    restartProcess(world, { app, process, at, startInMs: isBackAt - at + 15_000 })
    process.startedAt = isBackAt
  }
}

export function appsOnPlan(world: SimulatedWorld, plan: PlanState): readonly AppState[] {
  return world.apps.filter((app) => app.plan === plan)
}

function beginOperation(
  world: SimulatedWorld,
  plan: PlanState,
  { at, writeNumber }: WriteMoment,
  lastsInMs: number,
): LongRunningOperation {
  const id = seededGuid(world.seed, 'operation', plan.spec.name, writeNumber, at)
  const operation = { id, planName: plan.spec.name, startedAt: at, endsAt: at + Math.round(lastsInMs) }
  world.operations.push(operation)
  return operation
}

function addWorkers(
  world: SimulatedWorld,
  plan: PlanState,
  more: number,
  { at, writeNumber }: WriteMoment,
): SimulatedWorker[] {
  return Array.from({ length: more }, () => {
    const ordinal = plan.nextOrdinal++
    const comesInMs = 60_000 + 40_000 * seededFraction(world.seed, 'worker', plan.spec.name, ordinal, writeNumber)
    const worker = createWorker(plan.spec, {
      seed: world.seed,
      ordinal,
      readyAt: at + Math.round(comesInMs),
      size: plan.size,
    })
    plan.workers.push(worker)
    for (const app of appsOnPlan(world, plan)) {
      const process = createProcess(app, worker, { seed: world.seed, startedAt: worker.readyAt })
      const startInMs = 5000 + 10_000 * seededFraction(world.seed, 'first', app.spec.name, ordinal)
      process.readyAt = worker.readyAt + startInMs * faultEffectsOn(world, app, process, at).startFactor
      process.lacksSecret = isSecretMissing(world, app, process, at)
      app.processes.push(process)
    }
    return worker
  })
}
