import type { FaultContext, FaultEffects } from '../faults/types.ts'
import { activeFaultsOn } from './active-faults.ts'
import { dailyCpuQuotaInSecondsOf } from './cpu-quota-limits.ts'
import { seededFraction } from './seeded-random.ts'
import type { AppState, SimulatedProcess } from './simulated-app.ts'
import type { PlanState } from './simulated-plan.ts'
import type { ActiveFault, SimulatedWorld } from './simulated-world.ts'
import { trafficFactor } from './traffic-factor.ts'

const noEffects: FaultEffects = {
  surge: Number.NaN,
  burntCores: 0,
  leakInBytesPerSecond: 0,
  errorRatio: 0,
  waitInMs: 0,
  crashesPerMinute: 0,
  crashesPerRequest: 0,
  frozen: false,
  failsHealthCheck: false,
  threadsPerSecond: 0,
  footprintInBytes: 0,
  longRatio: 0,
  longInMs: 0,
  burstsPerRequest: 0,
  burstInBytes: 0,
  keptInBytes: 0,
  // Ours: a session, an upload, a cache entry.
  writingRatio: 0.12,
  outboundPerRequest: 0,
  unresolvedSecrets: {},
  missedSecretRatio: 0,
  startFailure: undefined,
  wakeInMs: 9000,
  dependencyPerSecond: Number.POSITIVE_INFINITY,
  lostAtFrontEnd: 0,
  lostInFront: 0,
  forbiddenRatio: 0,
  scannedPerSecond: 0,
  startFactor: 1,
}

/** What all active faults together do to a process now. The last fault that names a quantity decides it. */
export function faultEffectsOn(
  world: SimulatedWorld,
  app: AppState,
  process: SimulatedProcess,
  now: number,
): FaultEffects {
  const active = activeFaultsOn(world, app, now)
  const usual = world.faults.filter(({ fault, app: spec }) => fault.usual !== undefined && spec === app.spec)
  if (active.length === 0 && usual.length === 0) return noEffects
  const contextOf = ({ fault, onset }: ActiveFault) =>
    faultContextOf(world, app, process, { now, onset, fault: fault.id })
  return Object.assign(
    {},
    noEffects,
    ...usual.map((one) => one.fault.usual?.(contextOf(one))),
    ...active.map((one) => one.fault.effects(contextOf(one))),
  )
}

interface FaultTiming {
  readonly now: number
  readonly onset: number
  readonly fault: string
}

function faultContextOf(
  world: SimulatedWorld,
  app: AppState,
  process: SimulatedProcess,
  timing: FaultTiming,
): FaultContext {
  const { spec } = app.plan
  const { now, onset } = timing
  return {
    now,
    onset,
    processStartedAt: process.startedAt,
    followsCrash: process.followsCrash,
    ordinal: process.worker.ordinal,
    usualWorkers: spec.workers,
    coresAWorker: spec.coresAWorker,
    memoryAWorkerInBytes: spec.memoryAWorkerInBytes,
    workers: app.plan.workers.filter((worker) => worker.readyAt <= now && now < worker.leavesAt).length,
    otherBytes: otherBytesOf(app.plan, app),
    app: app.spec,
    config: app.config,
    appSettings: app.appSettings,
    cpuSecondsADay: dailyCpuQuotaInSecondsOf(app.plan.spec.sku.tier),
    quotaDayFrom: world.quotaDayFrom,
    traffic: trafficFactor(app.spec, world.seed, now),
    trafficAtOnset: trafficFactor(app.spec, world.seed, onset),
    otherCores: otherCoresOf(app.plan, app),
    draw: seededFraction(world.seed, 'fault', timing.fault, app.spec.name),
  }
}

/** Share of a worker's cores that the platform takes for itself. */
export const platformCpuShare = 0.04

function otherCoresOf(plan: PlanState, app: AppState): number {
  const platform = plan.spec.workers * plan.spec.coresAWorker * platformCpuShare
  return plan.spec.apps
    .filter((other) => other !== app.spec)
    .reduce((cores, other) => cores + (other.requestsPerSecond * other.cpuInMs) / 1000, platform)
}

function otherBytesOf({ spec }: PlanState, app: AppState): number {
  return spec.apps
    .filter((other) => other !== app.spec)
    .reduce((bytes, { privateBytes }) => bytes + privateBytes, spec.systemMemoryInBytes)
}
