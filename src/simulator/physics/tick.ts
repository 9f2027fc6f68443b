import type { Strain } from '../faults/types.ts'
import { beginAnew } from './begin-anew.ts'
import { minuteInMs } from './metrics.ts'
import { isOpen, useQuota } from './quota.ts'
import { chance, deviation } from './random.ts'
import { record, recordWorker } from './record.ts'
import { gust, rhythm } from './rhythm.ts'
import { isPinged, rotate } from './rotation.ts'
import { type Bearing, type Served, serve } from './serve.ts'
import { tryAgain, unloadWhenIdle, wake } from './starting.ts'
import { platformLoad, strainOn } from './strain.ts'
import { tickInSeconds } from './tick-length.ts'
import type { AppState, PlanState, Process, Worker, World } from './world.ts'

export { beginAnew } from './begin-anew.ts'

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
  return plan.workers.filter((worker) => stands(worker, at))
}

export function takesRequests(app: AppState, process: Process, at: number): boolean {
  return isOpen(app) && !process.isAsleep && process.readyAt <= at && stands(process.worker, at)
}

/** Started because somebody came, who waits for it; or it would be if somebody came. */
function waitsForVisitors(app: AppState, process: Process, at: number): boolean {
  const isWaking = process.wokenAt > 0 && process.readyAt > at
  return isOpen(app) && (process.isAsleep || isWaking) && stands(process.worker, at)
}

function stands(worker: Worker, at: number): boolean {
  return worker.readyAt <= at && at < worker.leavesAt
}

function settle(world: World, plan: PlanState, at: number): void {
  plan.workers = plan.workers.filter((worker) => at < worker.leavesAt)
  for (const app of world.apps) {
    if (app.plan === plan) app.processes = app.processes.filter((process) => plan.workers.includes(process.worker))
  }
}

/** What each process of the app gets to do in this tick. */
function bearingsOf(world: World, app: AppState, at: number): Bearing[] {
  for (const process of app.processes) tryAgain(world, app, process, at)
  const isReached = (process: Process) => takesRequests(app, process, at) || waitsForVisitors(app, process, at)
  const reached = app.processes.filter((process) => process.isInRotation && isReached(process))
  const requests = requestsIn(world, app, at)
  const bearings = app.processes.map((process) => {
    const strain = strainOn(world, app, process, at)
    const arriving = reached.includes(process) ? requests(process, strain) / reached.length : 0
    visited(world, app, process, arriving, at)
    const ready = takesRequests(app, process, at)
    return { app, process, strain, ready, arriving, sharing: Math.max(1, reached.length) }
  })
  if (isPinged(at)) rotate(app, bearings)
  return bearings
}

/** Fewer than that in a tick is nobody. */
const somebody = 1e-6

function visited(world: World, app: AppState, process: Process, arriving: number, at: number): void {
  if (arriving > somebody) {
    process.lastUsedAt = at
    if (process.isAsleep) wake(world, app, process, at)
  } else unloadWhenIdle(app, process, at)
}

/** Requests to the app in this tick, as a process with this strain sees them. */
function requestsIn(world: World, { spec }: AppState, at: number): (process: Process, strain: Strain) => number {
  const { name, slot = '', requestsPerSecond } = spec
  const wave = gust(spec, world.seed, at) * (1 + 0.04 * deviation(world.seed, 'arrivals', name, slot, at))
  const usual = rhythm(spec, world.seed, at)
  return ({ worker }, { surge, lostAtFrontEnd }) => {
    const factor = Number.isNaN(surge) ? usual : surge
    const share = 1 + 0.02 * deviation(world.seed, 'balance', name, slot, worker.ordinal, at)
    return Math.max(0, requestsPerSecond * tickInSeconds * factor * wave * share * (1 - lostAtFrontEnd))
  }
}

function runWorker(world: World, plan: PlanState, worker: Worker, bearings: readonly Bearing[], at: number): void {
  const { cores } = worker
  const wobble = 1 + 0.25 * deviation(world.seed, 'platform', plan.spec.name, worker.ordinal, at)
  const platformCores = cores * (platformLoad * wobble + choresOf(world, worker, at))
  const outcome = serve(bearings, { cores, memory: worker.memory, platformCores, at })
  for (const [index, bearing] of bearings.entries()) {
    const served = outcome.served[index]
    if (served === undefined) continue
    const crashes = bearing.ready && isCrashing(world, bearing, served, at)
    record(world, bearing, crashes ? cutShort(served) : served, at)
    useQuota(world, bearing.app, served.cpuInSeconds, at)
    if (crashes) crash(world, bearing, at)
  }
  worker.cpu = outcome.cpu
  worker.memory = memoryOf(plan, worker, bearings)
  recordWorker(world, plan, worker, bearings, at)
}

const choreEveryInMs = 30 * minuteInMs
const choreLastsInMs = 2 * minuteInMs

/** Now and then the platform scans or updates something on a worker, for two minutes and without anybody feeling it. */
function choresOf(world: World, worker: Worker, at: number): number {
  if (at % choreEveryInMs >= choreLastsInMs) return 0
  const turn = Math.floor(at / choreEveryInMs)
  return chance(world.seed, 'chore', worker.machine, turn) < 0.12 ? 0.22 : 0
}

function memoryOf(plan: PlanState, worker: Worker, bearings: readonly Bearing[]): number {
  const used = bearings.reduce((bytes, { process }) => bytes + process.last.privateBytes, plan.spec.systemMemoryInBytes)
  return Math.min(0.985, used / worker.memoryInBytes)
}

function isCrashing(world: World, { app, process, strain }: Bearing, { served }: Served, at: number): boolean {
  const expected = (strain.crashesPerMinute * tickInSeconds) / 60 + strain.crashesPerRequest * served
  return expected > 0 && chance(world.seed, 'crash', ...aboutCrash(app, process, at)) < 1 - Math.exp(-expected)
}

/** It dies in the middle of the tick: what it was working on and what came after is lost. */
function cutShort(served: Served): Served {
  return { ...served, errorRatio: 1 - (1 - served.errorRatio) / 2 }
}

function crash(world: World, { app, process }: Bearing, at: number): void {
  const startInMs = 14_000 + 9000 * chance(world.seed, 'up', ...aboutCrash(app, process, at))
  beginAnew(world, { app, process, at, startInMs, why: 'crash' })
}

function aboutCrash(app: AppState, process: Process, at: number): readonly (string | number)[] {
  return [app.spec.name, app.spec.slot ?? '', process.worker.ordinal, at]
}
