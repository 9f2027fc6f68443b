import { appSettingsOf } from '../estate/app-settings.ts'
import type { Deployment } from '../estate/deployment.ts'
import { plans } from '../estate/estate.ts'
import type { AppSpec, PlanSpec } from '../estate/spec.ts'
import { storedAlerts } from '../estate/stored-alerts.ts'
import { everydayDeployments } from '../faults/everyday.ts'
import { faultById } from '../faults/index.ts'
import { foresee } from './deeds.ts'
import { minuteInMs } from './metrics.ts'
import { pidOf } from './pid.ts'
import { beginQuota } from './quota.ts'
import { quotaDayFromFor } from './quota-limits.ts'
import { chance, hexOf } from './random.ts'
import type { PlanSize, SiteConfig } from './settings.ts'
import { tickInMs } from './tick-length.ts'
import type { ActiveFault, AppState, Beginning, Measured, PlanState, Process, Worker, World } from './world.ts'

const dayInMs = 24 * 60 * minuteInMs

/**
 * The estate as it stood when its history begins; the physics take it from there.
 * `of`: only these plans, where the others are of no interest.
 */
export function createWorld(beginning: Beginning, of: readonly PlanSpec[] = plans): World {
  const from = floorTo(beginning.startedAt - beginning.historyInMs, minuteInMs)
  const states = of.map((spec) => planState(spec, beginning.seed, from))
  const active = Object.entries(beginning.faults).flatMap(([app, id]) => activate(beginning, app, id))
  const apps = states.flatMap((plan) =>
    plan.spec.apps.map((spec) => appState(plan, spec, beginning.seed, from, deploymentsOf(spec, active, beginning))),
  )
  const world: World = {
    beginning,
    quotaDayFrom: quotaDayFromFor(beginning.startedAt),
    seed: beginning.seed,
    startedAt: beginning.startedAt,
    from,
    tickedTo: from,
    plans: states,
    apps,
    faults: active,
    metrics: new Map(),
    activity: [],
    operations: [],
    due: [],
    stored: storedAlerts(),
    writeCount: 0,
  }
  foresee(world)
  for (const app of apps) beginQuota(world, app)
  return world
}

function activate(beginning: Beginning, appName: string, id: string): ActiveFault[] {
  const app = plans.flatMap((plan) => plan.apps).find((spec) => spec.name === appName && spec.slot === undefined)
  const fault = faultById(id)
  if (app === undefined || fault === undefined) throw new Error(`No fault ${id} or no app ${appName} here`)
  const draw = chance(beginning.seed, 'onset', appName, id)
  const before = fault.beganBeforeInMs?.(draw) ?? (15 + 5 * draw) * minuteInMs
  const onset = floorTo(beginning.startedAt - before, tickInMs)
  return (fault.parts ?? [fault]).map((part) => {
    const deployment = part.deployment?.(onset)
    return { fault: part, app, onset, ...(deployment !== undefined && { deployment }) }
  })
}

function deploymentsOf(spec: AppSpec, active: readonly ActiveFault[], beginning: Beginning): Deployment[] {
  const culprits = active
    .filter(({ app }) => app === spec)
    .map(({ deployment }) => deployment)
    .filter((deployment) => deployment !== undefined)
  return [...everydayDeployments(spec, beginning.seed, beginning.startedAt), ...culprits]
}

function planState(spec: PlanSpec, seed: number, from: number): PlanState {
  const workers = Array.from({ length: spec.workers }, (_, ordinal) =>
    newWorker(spec, seed, ordinal, from - 30 * dayInMs),
  )
  const elastic = { enabled: false, maximum: 1 }
  return { spec, size: spec, elastic, scaledAt: [], capacity: spec.workers, workers, nextOrdinal: spec.workers }
}

/** `size` is the plan's own unless it was scaled up. */
export function newWorker(
  spec: PlanSpec,
  seed: number,
  ordinal: number,
  readyAt: number,
  size: PlanSize = spec,
): Worker {
  const machine = hexOf(12, seed, 'machine', spec.name, ordinal)
  return {
    ordinal,
    machine: spec.os === 'windows' ? `RD${machine.toUpperCase()}` : `lw1sdlwk${machine.slice(0, 6).toUpperCase()}`,
    instanceId: hexOf(64, seed, 'instance', spec.name, ordinal),
    ip: `10.0.${1 + Math.floor(chance(seed, 'net', spec.name) * 200)}.${10 + ordinal}`,
    readyAt,
    leavesAt: Number.POSITIVE_INFINITY,
    cores: size.coresAWorker,
    memoryInBytes: size.memoryAWorkerInBytes,
    memory: 0.3,
    cpu: 0,
  }
}

function appState(plan: PlanState, spec: AppSpec, seed: number, from: number, deployments: Deployment[]): AppState {
  const app: AppState = {
    spec,
    plan,
    enabled: true,
    changedAt: from - 9 * dayInMs,
    processes: [],
    deployments,
    config: configOf(spec, plan.spec),
    begun: [],
    cpuTodayInSeconds: 0,
    quotaDay: 0,
    slotSettings: ['ASPNETCORE_ENVIRONMENT'],
    appSettings: appSettingsOf(spec, plan.spec),
  }
  app.processes = plan.workers.map((worker) => {
    const age = (2 + 3 * chance(seed, 'age', spec.name, spec.slot ?? '', worker.ordinal)) * dayInMs
    return newProcess(app, worker, seed, from - age, from)
  })
  return app
}

function configOf(spec: AppSpec, plan: PlanSpec): SiteConfig {
  return {
    healthCheckPath: spec.healthCheckPath ?? null,
    alwaysOn: spec.alwaysOn ?? true,
    linuxFxVersion: plan.os === 'linux' ? spec.runtime : '',
    autoHealEnabled: false,
    autoHealRules: null,
    minimumElasticInstanceCount: 0,
    preWarmedInstanceCount: 0,
    more: {},
  }
}

const quiet: Measured = {
  responseInMs: 0,
  errorRatio: 0,
  served: 0,
  workingSet: 0,
  privateBytes: 0,
  threads: 0,
  busyThreads: 0,
  cores: 0,
  failedConnections: 0,
  paging: 0,
}

/** `usedAt`: when it last had a visitor. */
export function newProcess(app: AppState, worker: Worker, seed: number, bornAt: number, usedAt = bornAt): Process {
  const pid = pidOf(app, worker, seed, bornAt)
  return {
    worker,
    pid,
    bornAt,
    readyAt: bornAt,
    pausedUntil: 0,
    isAsleep: false,
    wokenAt: 0,
    lastUsedAt: usedAt,
    waitedInMs: 0,
    failedPings: 0,
    isInRotation: true,
    heldThreads: 0,
    ports: 0,
    queue: 0,
    leakInBytes: 0,
    cpuInSeconds: 0,
    last: quiet,
  }
}

function floorTo(value: number, step: number): number {
  return value - (value % step)
}
