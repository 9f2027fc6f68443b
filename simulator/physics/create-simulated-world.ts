import { appSettingsOf } from '../estate/app-settings.ts'
import type { AppSpec, PlanSpec } from '../estate/estate-spec.ts'
import { everydayDeployments } from '../estate/everyday-history.ts'
import { planSpecs } from '../estate/plan-specs.ts'
import type { SimulatedDeployment } from '../estate/simulated-deployment.ts'
import { storedAlertRules } from '../estate/stored-alert-rules.ts'
import { faultById } from '../faults/index.ts'
import { initializeCpuQuota } from './cpu-quota.ts'
import { quotaDayStartFor } from './cpu-quota-limits.ts'
import { minuteInMs } from './metric-store.ts'
import { pidOf } from './pid.ts'
import { scheduleChanges } from './schedule-changes.ts'
import { seededFraction, seededHex } from './seeded-random.ts'
import type {
  ActiveFault,
  AppState,
  PlanState,
  ProcessMeasurements,
  SimulatedProcess,
  SimulatedWorker,
  SimulatedWorld,
  SimulatedWorldOptions,
} from './simulated-world.ts'
import type { PlanSize, SiteConfig } from './site-settings.ts'
import { tickInMs } from './tick-length.ts'

const dayInMs = 24 * 60 * minuteInMs

/**
 * The estate as it stood when its history begins; the physics take it from there.
 * `of`: only these plans, where the others are of no interest.
 */
export function createSimulatedWorld(
  beginning: SimulatedWorldOptions,
  of: readonly PlanSpec[] = planSpecs,
): SimulatedWorld {
  const from = floorTo(beginning.startedAt - beginning.historyInMs, minuteInMs)
  const states = of.map((spec) => planState(spec, beginning.seed, from))
  const active = Object.entries(beginning.faults).flatMap(([app, id]) => activateFault(beginning, app, id))
  const apps = states.flatMap((plan) =>
    plan.spec.apps.map((spec) => appState(plan, spec, beginning.seed, from, deploymentsOf(spec, active, beginning))),
  )
  const world: SimulatedWorld = {
    options: beginning,
    quotaDayFrom: quotaDayStartFor(beginning.startedAt),
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
    scheduledChanges: [],
    monitorResources: storedAlertRules(),
    writeCount: 0,
  }
  scheduleChanges(world)
  for (const app of apps) initializeCpuQuota(world, app)
  return world
}

function activateFault(beginning: SimulatedWorldOptions, appName: string, id: string): ActiveFault[] {
  const app = planSpecs.flatMap((plan) => plan.apps).find((spec) => spec.name === appName && spec.slot === undefined)
  const fault = faultById(id)
  if (app === undefined || fault === undefined) throw new Error(`No fault ${id} or no app ${appName} here`)
  const draw = seededFraction(beginning.seed, 'onset', appName, id)
  const before = fault.beganBeforeInMs?.(draw) ?? (15 + 5 * draw) * minuteInMs
  const onset = floorTo(beginning.startedAt - before, tickInMs)
  return (fault.parts ?? [fault]).map((part) => {
    const deployment = part.deployment?.(onset)
    return { fault: part, app, onset, ...(deployment !== undefined && { deployment }) }
  })
}

function deploymentsOf(
  spec: AppSpec,
  active: readonly ActiveFault[],
  beginning: SimulatedWorldOptions,
): SimulatedDeployment[] {
  const culprits = active
    .filter(({ app }) => app === spec)
    .map(({ deployment }) => deployment)
    .filter((deployment) => deployment !== undefined)
  return [...everydayDeployments(spec, beginning.seed, beginning.startedAt), ...culprits]
}

function planState(spec: PlanSpec, seed: number, from: number): PlanState {
  const workers = Array.from({ length: spec.workers }, (_, ordinal) =>
    createWorker(spec, seed, ordinal, from - 30 * dayInMs),
  )
  const elastic = { enabled: false, maximum: 1 }
  return { spec, size: spec, elastic, scaledAt: [], capacity: spec.workers, workers, nextOrdinal: spec.workers }
}

/** `size` is the plan's own unless it was scaled up. */
export function createWorker(
  spec: PlanSpec,
  seed: number,
  ordinal: number,
  readyAt: number,
  size: PlanSize = spec,
): SimulatedWorker {
  const machine = seededHex(12, seed, 'machine', spec.name, ordinal)
  return {
    ordinal,
    machine: spec.os === 'windows' ? `RD${machine.toUpperCase()}` : `lw1sdlwk${machine.slice(0, 6).toUpperCase()}`,
    instanceId: seededHex(64, seed, 'instance', spec.name, ordinal),
    ip: `10.0.${1 + Math.floor(seededFraction(seed, 'net', spec.name) * 200)}.${10 + ordinal}`,
    readyAt,
    leavesAt: Number.POSITIVE_INFINITY,
    cores: size.coresAWorker,
    memoryInBytes: size.memoryAWorkerInBytes,
    memory: 0.3,
    cpu: 0,
  }
}

function appState(
  plan: PlanState,
  spec: AppSpec,
  seed: number,
  from: number,
  deployments: SimulatedDeployment[],
): AppState {
  const app: AppState = {
    spec,
    plan,
    enabled: true,
    changedAt: from - 9 * dayInMs,
    processes: [],
    deployments,
    config: configOf(spec, plan.spec),
    processExits: [],
    cpuTodayInSeconds: 0,
    quotaDay: 0,
    slotSettings: ['ASPNETCORE_ENVIRONMENT'],
    appSettings: appSettingsOf(spec, plan.spec),
  }
  app.processes = plan.workers.map((worker) => {
    const age = (2 + 3 * seededFraction(seed, 'age', spec.name, spec.slot ?? '', worker.ordinal)) * dayInMs
    return createProcess(app, worker, seed, from - age, from)
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

const noMeasurements: ProcessMeasurements = {
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
export function createProcess(
  app: AppState,
  worker: SimulatedWorker,
  seed: number,
  bornAt: number,
  usedAt = bornAt,
): SimulatedProcess {
  const pid = pidOf(app, worker, seed, bornAt)
  return {
    worker,
    pid,
    startedAt: bornAt,
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
    last: noMeasurements,
  }
}

function floorTo(value: number, step: number): number {
  return value - (value % step)
}
