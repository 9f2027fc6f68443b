import { appSettingsOf } from '../estate/app-settings.ts'
import { planSpecsWith } from '../estate/copied-plans.ts'
import type { AppSpec, PlanSpec } from '../estate/estate-spec.ts'
import { everydayDeployments } from '../estate/everyday-history.ts'
import type { SimulatedDeployment } from '../estate/simulated-deployment.ts'
import { storedAlertRules } from '../estate/stored-alert-rules.ts'
import { activateFaults } from './active-faults.ts'
import { initializeCpuQuota } from './cpu-quota.ts'
import { quotaDayStartFor } from './cpu-quota-limits.ts'
import { createProcess } from './create-process.ts'
import { createWorker } from './create-worker.ts'
import { scheduleChanges } from './schedule-changes.ts'
import { seededFraction } from './seeded-random.ts'
import type { AppState } from './simulated-app.ts'
import type { PlanState } from './simulated-plan.ts'
import { dayInMs, floorTo, minuteInMs } from './simulated-time.ts'
import type { ActiveFault, SimulatedWorld, SimulatedWorldOptions } from './simulated-world.ts'
import type { SiteConfig } from './site-settings.ts'

/**
 * The estate as it stood when its history begins; the physics take it from there.
 * `specs`: only these plans, where the others are of no interest.
 */
export function createSimulatedWorld(
  options: SimulatedWorldOptions,
  specs: readonly PlanSpec[] = planSpecsWith(options.copies),
  noise: SimulatedWorld['noise'] = 1,
): SimulatedWorld {
  const { seed, startedAt } = options
  const faults = activateFaults(options)
  const plans = specs.map((spec) => createPlan(spec, seed, beginningOf(spec, options, faults)))
  const from = Math.min(...plans.map((plan) => plan.from))
  const apps = plans.flatMap((plan) =>
    plan.spec.apps.map((spec) => {
      const everyday = everydayDeployments(spec, seed, startedAt).filter(
        ({ endedAt }) => !isDuringTrouble(spec, faults, endedAt),
      )
      const deployments = [...everyday, ...faultyDeploymentsOf(spec, faults)]
      const app = createApp(plan, spec, { seed, from: plan.from, deployments })
      app.hostNames.push(...faults.flatMap((one) => (one.app === spec ? (one.fault.hostNames ?? []) : [])))
      return app
    }),
  )
  const world: SimulatedWorld = {
    options,
    quotaDayFrom: quotaDayStartFor(startedAt, faults.find(({ fault }) => fault.usesUpDailyQuota)?.onset),
    seed,
    noise,
    startedAt,
    from,
    tickedTo: from,
    plans,
    apps,
    faults,
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

/** A plan that a fault reaches is lived through from so long before its onset, to have been well for a while. */
const wellBeforeOnsetInMs = 20 * minuteInMs

function beginningOf(
  spec: PlanSpec,
  { startedAt, historyInMs }: SimulatedWorldOptions,
  faults: readonly ActiveFault[],
) {
  const onsets = faults
    .filter((active) => active.fault.chronic === undefined && reachesPlan(active, spec))
    .map(({ onset }) => onset)
  return floorTo(Math.min(startedAt - historyInMs, ...onsets.map((onset) => onset - wellBeforeOnsetInMs)), minuteInMs)
}

function reachesPlan({ fault, app }: ActiveFault, { apps }: PlanSpec): boolean {
  return fault.reach === 'region' || apps.includes(app)
}

/** Nobody has deployed over trouble: it would have restarted what is broken, or replaced it. */
function isDuringTrouble(spec: AppSpec, faults: readonly ActiveFault[], at: number): boolean {
  return faults.some(
    ({ app, fault, onset }) => app === spec && fault.chronic === undefined && at >= onset - wellBeforeOnsetInMs,
  )
}

function faultyDeploymentsOf(spec: AppSpec, faults: readonly ActiveFault[]): SimulatedDeployment[] {
  return faults
    .filter(({ app }) => app === spec)
    .map(({ deployment }) => deployment)
    .filter((deployment) => deployment !== undefined)
}

function createPlan(spec: PlanSpec, seed: number, from: number): PlanState {
  const readyAt = from - 30 * dayInMs
  const workers = Array.from({ length: spec.workers }, (_, ordinal) => createWorker(spec, { seed, ordinal, readyAt }))
  const elastic = { enabled: false, maximum: 1 }
  return { spec, from, size: spec, elastic, scaledAt: [], capacity: spec.workers, workers, nextOrdinal: spec.workers }
}

interface NewApp {
  readonly seed: number
  readonly from: number
  readonly deployments: SimulatedDeployment[]
}

function createApp(plan: PlanState, spec: AppSpec, { seed, from, deployments }: NewApp): AppState {
  const app: AppState = {
    spec,
    plan,
    hostNames: [],
    enabled: true,
    changedAt: from - 9 * dayInMs,
    processes: [],
    deployments,
    config: configOf(spec, plan.spec),
    processExits: [],
    processStarts: [],
    cpuTodayInSeconds: 0,
    quotaDay: 0,
    slotSettings: ['ASPNETCORE_ENVIRONMENT'],
    appSettings: appSettingsOf(spec, plan.spec),
  }
  app.processes = plan.workers.map((worker) => {
    const age = (2 + 3 * seededFraction(seed, 'age', spec.name, spec.slot ?? '', worker.ordinal)) * dayInMs
    return createProcess(app, worker, { seed, startedAt: from - age, lastUsedAt: from })
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
    subnet: spec.subnet ?? null,
    more: {},
  }
}
