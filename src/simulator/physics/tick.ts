import type { Strain } from '../faults/types.ts'
import { pidOf } from './pid.ts'
import { chance, deviation } from './random.ts'
import { record, recordWorker } from './record.ts'
import { type Bearing, serve } from './serve.ts'
import { platformLoad, strainOn } from './strain.ts'
import { tickInSeconds } from './tick-length.ts'
import type { AppState, Begun, PlanState, Process, Worker, World } from './world.ts'

/** Moves the whole estate on by one tick that ends at `at`. */
export function tick(world: World, at: number): void {
  for (const plan of world.plans) {
    settle(world, plan, at)
    const apps = world.apps.filter((app) => app.plan === plan)
    const bearings = apps.flatMap((app) => bearingsOf(world, app, at))
    for (const worker of standing(plan, at)) {
      runWorker(
        world,
        plan,
        worker,
        bearings.filter((bearing) => bearing.process.worker === worker),
        at,
      )
    }
  }
}

/** Workers that are there and not gone. */
export function standing(plan: PlanState, at: number): readonly Worker[] {
  return plan.workers.filter((worker) => worker.readyAt <= at && at < worker.leavesAt)
}

export function takesRequests(app: AppState, process: Process, at: number): boolean {
  return app.enabled && process.readyAt <= at && process.worker.readyAt <= at && at < process.worker.leavesAt
}

function settle(world: World, plan: PlanState, at: number): void {
  plan.workers = plan.workers.filter((worker) => at < worker.leavesAt)
  for (const app of world.apps) {
    if (app.plan === plan) app.processes = app.processes.filter((process) => plan.workers.includes(process.worker))
  }
}

/** What each process of the app gets to do in this tick. */
function bearingsOf(world: World, app: AppState, at: number): Bearing[] {
  const ready = app.processes.filter((process) => takesRequests(app, process, at))
  return app.processes.map((process) => {
    const strain = strainOn(world, app, process, at)
    const isReady = ready.includes(process)
    const arriving = isReady ? arrivals(world, app, process, strain, at) / ready.length : 0
    return { app, process, strain, ready: isReady, arriving, sharing: Math.max(1, ready.length) }
  })
}

function arrivals(world: World, app: AppState, process: Process, strain: Strain, at: number): number {
  const { name, slot = '', requestsPerSecond } = app.spec
  const factor = Number.isNaN(strain.surge) ? rhythm(at) : strain.surge
  const wave = 1 + 0.03 * deviation(world.seed, 'arrivals', name, slot, at)
  const share = 1 + 0.02 * deviation(world.seed, 'balance', name, slot, process.worker.ordinal, at)
  return Math.max(0, requestsPerSecond * tickInSeconds * factor * wave * share * (1 - strain.lostAtFrontEnd))
}

/** Busiest in the early afternoon (UTC), quietest at night, mildly so: the estate serves several continents. */
function rhythm(at: number): number {
  const hour = (at / 3_600_000) % 24
  return 1 + 0.09 * Math.sin(((hour - 8) / 24) * 2 * Math.PI)
}

function runWorker(world: World, plan: PlanState, worker: Worker, bearings: readonly Bearing[], at: number): void {
  const { cores } = worker
  const wobble = 1 + 0.25 * deviation(world.seed, 'platform', plan.spec.name, worker.ordinal, at)
  const outcome = serve(bearings, { cores, memory: worker.memory, platformCores: cores * platformLoad * wobble, at })
  for (const [index, bearing] of bearings.entries()) {
    const served = outcome.served[index]
    if (served === undefined) continue
    record(world, bearing, served, at)
    if (bearing.ready) maybeCrash(world, bearing, at)
  }
  worker.cpu = outcome.cpu
  worker.memory = memoryOf(plan, worker, bearings)
  recordWorker(world, plan, worker, bearings, at)
}

function memoryOf(plan: PlanState, worker: Worker, bearings: readonly Bearing[]): number {
  const used = bearings.reduce((bytes, { process }) => bytes + process.last.privateBytes, plan.spec.systemMemoryInBytes)
  return Math.min(0.985, used / worker.memoryInBytes)
}

function maybeCrash(world: World, { app, process, strain }: Bearing, at: number): void {
  const about = ['crash', app.spec.name, app.spec.slot ?? '', process.worker.ordinal, at] as const
  if (chance(world.seed, ...about) >= (strain.crashesPerMinute * tickInSeconds) / 60) return
  beginAnew(world, { app, process, at, why: 'crash', startInMs: 14_000 + 9000 * chance(world.seed, 'up', ...about) })
}

export interface Birth {
  readonly app: AppState
  readonly process: Process
  readonly at: number
  readonly startInMs: number
  readonly why?: Begun['why']
}

/** The process is gone with all it knew; a new one comes up in its place. */
export function beginAnew(world: World, birth: Birth): void {
  const { app, process, at } = birth
  const { startFactor } = strainOn(world, app, process, at)
  app.begun.push({ at, machine: process.worker.machine, pid: process.pid, why: birth.why ?? 'restart' })
  process.bornAt = at + 1000
  process.readyAt = at + birth.startInMs * startFactor
  process.pid = pidOf(app, process.worker, world.seed, at)
  process.queue = 0
  process.leakInBytes = 0
  process.cpuInSeconds = 0
}
