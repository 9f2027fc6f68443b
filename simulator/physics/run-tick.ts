import type { FaultEffects } from '../faults/types.ts'
import { isStorageFull } from './content-storage.ts'
import { chargeCpuQuota } from './cpu-quota.ts'
import { faultEffectsOn, platformCpuShare } from './fault-effects.ts'
import { isHealthCheckDue, updateRotation } from './health-check-rotation.ts'
import { retryFailedStart, unloadWhenIdle, wakeProcess } from './process-lifecycle.ts'
import { activeWorkers, takesRequests, waitsForVisitors } from './process-state.ts'
import { recordProcessTick, recordWorkerTick } from './record-tick.ts'
import { restartProcess } from './restart-process.ts'
import { seededFraction, seededNormal } from './seeded-random.ts'
import { type ProcessLoad, type ProcessOutcome, serveRequests, type WorkerLoad } from './serve-requests.ts'
import type { AppState, SimulatedProcess } from './simulated-app.ts'
import type { PlanState, SimulatedWorker } from './simulated-plan.ts'
import { minuteInMs, tickInSeconds } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'
import { trafficFactor, trafficNoise } from './traffic-factor.ts'
import { visitorRefusalOf } from './visitor-refusal.ts'

/** Moves the whole estate on by one tick that ends at `at`. */
export function runTick(world: SimulatedWorld, at: number): void {
  for (const plan of world.plans) {
    if (at <= plan.from) continue
    removeGoneWorkers(world, plan, at)
    const apps = world.apps.filter((app) => app.plan === plan)
    const storageIsFull = isStorageFull(world, plan, at)
    const loads = apps.flatMap((app) => processLoadsOf(world, app, { at, storageIsFull }))
    for (const worker of activeWorkers(plan, at)) {
      runWorker(world, { plan, worker, loads: loads.filter(({ process }) => process.worker === worker) }, at)
    }
  }
}

function removeGoneWorkers(world: SimulatedWorld, plan: PlanState, at: number): void {
  plan.workers = plan.workers.filter((worker) => at < worker.leavesAt)
  for (const app of world.apps) {
    if (app.plan === plan) app.processes = app.processes.filter((process) => plan.workers.includes(process.worker))
  }
}

interface AppTick extends Pick<ProcessLoad, 'storageIsFull'> {
  readonly at: number
}

/** What each process of the app gets to do in this tick. */
function processLoadsOf(world: SimulatedWorld, app: AppState, { at, storageIsFull }: AppTick): ProcessLoad[] {
  for (const process of app.processes) retryFailedStart(world, app, process, at)
  const isReached = (process: SimulatedProcess) => takesRequests(app, process, at) || waitsForVisitors(app, process, at)
  const reached = app.processes.filter((process) => process.isInRotation && isReached(process))
  const requests = requestsIn(world, app, at)
  const refusedShare = visitorRefusalOf(app)?.share ?? 0
  const loads = app.processes.map((process) => {
    const effects = faultEffectsOn(world, app, process, at)
    const coming = reached.includes(process) ? requests(process, effects) / reached.length : 0
    const refused = coming * refusedShare
    const arriving = coming - refused
    if (arriving > minRequestsPerTick) receiveVisitor(world, app, process, at)
    else unloadWhenIdle(app, process, at)
    const ready = takesRequests(app, process, at)
    return { app, process, effects, ready, arriving, refused, storageIsFull, sharing: Math.max(1, reached.length) }
  })
  if (isHealthCheckDue(at)) updateRotation(app, loads)
  return loads
}

/** Fewer than that in a tick is nobody. */
const minRequestsPerTick = 1e-6

function receiveVisitor(world: SimulatedWorld, app: AppState, process: SimulatedProcess, at: number): void {
  process.lastUsedAt = at
  if (process.isAsleep) wakeProcess(world, app, process, at)
}

/** Requests to the app in this tick, as a process under these effects sees them. */
function requestsIn(
  world: SimulatedWorld,
  { spec }: AppState,
  at: number,
): (process: SimulatedProcess, effects: FaultEffects) => number {
  const { name, slot = '', requestsPerSecond } = spec
  const gusts = trafficNoise(spec, world.seed, at) * (1 + 0.04 * seededNormal(world.seed, 'arrivals', name, slot, at))
  const wave = world.noise === 0 ? 1 : gusts
  const usual = trafficFactor(spec, world.seed, at)
  return ({ worker }, { surge, lostAtFrontEnd, lostInFront }) => {
    const factor = Number.isNaN(surge) ? usual : surge
    const share = 1 + 0.02 * world.noise * seededNormal(world.seed, 'balance', name, slot, worker.ordinal, at)
    return Math.max(
      0,
      requestsPerSecond * tickInSeconds * factor * wave * share * (1 - lostAtFrontEnd) * (1 - lostInFront),
    )
  }
}

function runWorker(world: SimulatedWorld, workerLoad: WorkerLoad, at: number): void {
  const { plan, worker, loads } = workerLoad
  const { cores } = worker
  const wobble = 1 + 0.25 * world.noise * seededNormal(world.seed, 'platform', plan.spec.name, worker.ordinal, at)
  const platformCores = cores * (platformCpuShare * wobble + maintenanceLoadOf(world, worker, at))
  const { outcomes, cpu } = serveRequests(loads, { cores, memory: worker.memory, platformCores, at })
  for (const [index, load] of loads.entries()) {
    const outcome = outcomes[index]
    if (outcome === undefined) continue
    beginBurst(world, load, outcome, at)
    const why = load.ready ? endOf(world, load, outcome, at) : undefined
    recordProcessTick(world, load, why === undefined ? outcome : withCrashLosses(outcome), at)
    chargeCpuQuota(world, load.app, outcome.cpuInSeconds, at)
    if (why !== undefined) crash(world, load, { at, why })
  }
  worker.cpu = cpu
  worker.memory = memoryOf(workerLoad)
  recordWorkerTick(world, workerLoad, at)
}

const maintenanceEveryInMs = 30 * minuteInMs
const maintenanceLengthInMs = 2 * minuteInMs

/** Now and then the platform scans or updates something on a worker, for two minutes and without anybody feeling it. */
function maintenanceLoadOf(world: SimulatedWorld, worker: SimulatedWorker, at: number): number {
  if (world.noise === 0 || at % maintenanceEveryInMs >= maintenanceLengthInMs) return 0
  const turn = Math.floor(at / maintenanceEveryInMs)
  return seededFraction(world.seed, 'chore', worker.machine, turn) < 0.12 ? 0.22 : 0
}

/** Share of a worker's memory past which there is none. */
const fullMemory = 0.985

function memoryOf({ plan, worker, loads }: WorkerLoad): number {
  const used = loads.reduce((bytes, { process }) => bytes + process.last.privateBytes, plan.spec.systemMemoryInBytes)
  return Math.min(fullMemory, used / worker.memoryInBytes)
}

function isCrashing(
  world: SimulatedWorld,
  { app, process, effects }: ProcessLoad,
  { served }: ProcessOutcome,
  at: number,
): boolean {
  const expected = (effects.crashesPerMinute * tickInSeconds) / 60 + effects.crashesPerRequest * served
  return expected > 0 && seededFraction(world.seed, 'crash', ...crashSeedOf(app, process, at)) < 1 - Math.exp(-expected)
}

/** Why a process dies by itself in this tick, if it does: Linux has a process killed that finds no memory. */
function endOf(
  world: SimulatedWorld,
  load: ProcessLoad,
  outcome: ProcessOutcome,
  at: number,
): 'crash' | 'out-of-memory' | undefined {
  const isFull = isOutOfMemory(world, load, at) || isOvercommitted(load.process)
  if (isFull) return load.app.plan.spec.os === 'linux' ? 'out-of-memory' : 'crash'
  return isCrashing(world, load, outcome, at) ? 'crash' : undefined
}

/** More is asked for at once than there is. */
function isOvercommitted({ burstInBytes, worker }: SimulatedProcess): boolean {
  return burstInBytes > 0 && worker.memory >= fullMemory
}

/** So long a request works on what it took much memory for. */
const burstLengthInMs = 50_000

function beginBurst(
  world: SimulatedWorld,
  { app, process, effects, ready }: ProcessLoad,
  { served }: ProcessOutcome,
  at: number,
): void {
  const expected = effects.burstsPerRequest * served
  if (!ready || expected <= 0 || at < process.burstUntil) return
  const drawn = seededFraction(world.seed, 'burst', ...crashSeedOf(app, process, at))
  if (drawn < 1 - Math.exp(-expected)) process.burstUntil = at + burstLengthInMs
}

/** With nothing left to page into, a process holds out for a quarter of an hour or so: ours. */
const holdsOutInMs = 12 * minuteInMs

function isOutOfMemory(world: SimulatedWorld, { app, process }: ProcessLoad, at: number): boolean {
  if (process.fullSince === 0) return false
  const pace = 0.8 + 0.6 * seededFraction(world.seed, 'holds out', ...crashSeedOf(app, process, process.startedAt))
  return at - process.fullSince >= holdsOutInMs * pace
}

/** It dies in the middle of the tick: what it was working on and what came after is lost. */
function withCrashLosses(outcome: ProcessOutcome): ProcessOutcome {
  return { ...outcome, errorRatio: 1 - (1 - outcome.errorRatio) / 2 }
}

function crash(
  world: SimulatedWorld,
  { app, process }: ProcessLoad,
  { at, why }: { readonly at: number; readonly why: 'crash' | 'out-of-memory' },
): void {
  const startInMs = 14_000 + 9000 * seededFraction(world.seed, 'up', ...crashSeedOf(app, process, at))
  restartProcess(world, { app, process, at, startInMs, why })
}

function crashSeedOf(app: AppState, process: SimulatedProcess, at: number): readonly (string | number)[] {
  return [app.spec.name, app.spec.slot ?? '', process.worker.ordinal, at]
}
