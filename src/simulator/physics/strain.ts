import type { Moment, Strain } from '../faults/types.ts'
import { cpuSecondsADayOf } from './quota-limits.ts'
import { chance } from './random.ts'
import { rhythm } from './rhythm.ts'
import type { ActiveFault, AppState, PlanState, Process, World } from './world.ts'

const none: Strain = {
  surge: Number.NaN,
  burntCores: 0,
  leakInBytesPerSecond: 0,
  errorRatio: 0,
  waitInMs: 0,
  crashesPerMinute: 0,
  crashesPerRequest: 0,
  frozen: false,
  threadsPerSecond: 0,
  footprintInBytes: 0,
  outboundPerRequest: 0,
  startFailure: undefined,
  wakeInMs: 9000,
  dependencyPerSecond: Number.POSITIVE_INFINITY,
  lostAtFrontEnd: 0,
  startFactor: 1,
}

/** Everything that bears on a process at this moment. The last fault that names a quantity decides it. */
export function strainOn(world: World, app: AppState, process: Process, now: number): Strain {
  const active = faultsOn(world, app, now)
  if (active.length === 0) return none
  const strains = active.map(({ fault, onset }) =>
    fault.strain(momentOf(world, app, process, { now, onset, fault: fault.id })),
  )
  return Object.assign({}, none, ...strains)
}

/** The faults at work on an app now, in the order in which they were put. */
export function faultsOn(world: World, app: AppState, now: number): readonly ActiveFault[] {
  return world.faults.filter((active) => now >= active.onset && strikes(active, app, now))
}

/** A deployment's fault follows its code, all others their app. */
function strikes({ fault, app: struck, deployment }: ActiveFault, app: AppState, now: number): boolean {
  if (fault.reach === 'region') return true
  if (fault.reach === 'plan') return app.plan.spec.apps.includes(struck)
  if (deployment === undefined) return struck === app.spec
  return runningCodeOf(app, now) === deployment.id
}

/** Of the newest deployment that is done. */
function runningCodeOf(app: AppState, now: number): string | undefined {
  const done = app.deployments.filter(({ endedAt }) => endedAt <= now)
  return done.toSorted((one, other) => other.endedAt - one.endedAt)[0]?.id
}

interface When {
  readonly now: number
  readonly onset: number
  readonly fault: string
}

function momentOf(world: World, app: AppState, process: Process, when: When): Moment {
  const { spec } = app.plan
  const { now, onset } = when
  return {
    now,
    onset,
    bornAt: process.bornAt,
    ordinal: process.worker.ordinal,
    usualWorkers: spec.workers,
    coresAWorker: spec.coresAWorker,
    memoryAWorkerInBytes: spec.memoryAWorkerInBytes,
    workers: app.plan.workers.filter((worker) => worker.readyAt <= now && now < worker.leavesAt).length,
    otherBytes: otherBytesOf(app.plan, app),
    app: app.spec,
    config: app.config,
    appSettings: app.appSettings,
    cpuSecondsADay: cpuSecondsADayOf(app.plan.spec.sku.tier),
    quotaDayFrom: world.quotaDayFrom,
    traffic: rhythm(app.spec, world.seed, now),
    trafficAtOnset: rhythm(app.spec, world.seed, onset),
    otherCores: otherCoresOf(app.plan, app),
    draw: chance(world.seed, 'fault', when.fault, app.spec.name),
  }
}

/** Share of a worker's cores that the platform takes for itself. */
export const platformLoad = 0.04

function otherCoresOf(plan: PlanState, app: AppState): number {
  const platform = plan.spec.workers * plan.spec.coresAWorker * platformLoad
  return plan.spec.apps
    .filter((other) => other !== app.spec)
    .reduce((cores, other) => cores + (other.requestsPerSecond * other.cpuInMs) / 1000, platform)
}

function otherBytesOf({ spec }: PlanState, app: AppState): number {
  return spec.apps
    .filter((other) => other !== app.spec)
    .reduce((bytes, { privateBytes }) => bytes + privateBytes, spec.systemMemoryInBytes)
}
