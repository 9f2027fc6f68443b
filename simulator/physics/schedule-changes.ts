import { autoscaleSettingOf } from '../estate/autoscale-setting.ts'
import { planIdOf, siteIdOf } from '../estate/estate-ids.ts'
import type { AutoscaleChange, OperatorChange, WorkerCountChange } from '../faults/types.ts'
import { restartProcess } from './restart-process.ts'
import { replaceWorkers, scalePlan } from './scale-plan.ts'
import { seededFraction, seededGuid } from './seeded-random.ts'
import type { AppState, ProcessStart } from './simulated-app.ts'
import type { PlanState } from './simulated-plan.ts'
import type { ActivityEvent, SimulatedWorld } from './simulated-world.ts'

/** Puts what people did before the start where it belongs: into the activity log, and into the time to come. */
export function scheduleChanges(world: SimulatedWorld): void {
  for (const app of world.apps) {
    for (const { endedAt } of app.deployments.filter((one) => one.endedAt > app.plan.from)) {
      world.scheduledChanges.push({ at: endedAt, apply: () => restartAllProcesses(world, app, endedAt, 'deployment') })
    }
  }
  let writeNumber = 0
  for (const { fault, app: spec, onset } of world.faults) {
    const app = world.apps.find((one) => one.spec === spec)
    if (app === undefined) continue
    const movesAt = fault.movesWorkersAt?.(onset)
    if (movesAt !== undefined) {
      const moment = { at: movesAt, writeNumber: 0 }
      world.scheduledChanges.push({ at: movesAt, apply: () => replaceWorkers(world, app.plan, moment) })
    }
    for (const change of fault.planChanges?.(onset) ?? []) {
      writeNumber -= 1
      schedulePlanChange(world, app.plan, change, writeNumber)
    }
    if (fault.autoscale !== undefined) {
      writeNumber -= 1
      scheduleAutoscale(world, app.plan, fault.autoscale(onset), writeNumber)
    }
    for (const change of fault.operatorChanges?.(onset, spec) ?? []) {
      writeNumber -= 1
      world.activity.push(...eventsOf(world, app, change, writeNumber))
      world.scheduledChanges.push({ at: change.at, apply: () => applyOperatorChange(world, app, change) })
    }
  }
}

function applyOperatorChange(
  world: SimulatedWorld,
  app: AppState,
  { at, config, appSettings, signIn, effect }: OperatorChange,
): void {
  if (effect !== 'none') app.changedAt = at
  app.config = { ...app.config, ...config }
  app.appSettings = { ...app.appSettings, ...appSettings }
  if (signIn !== undefined) app.signIn = signIn
  if (effect === 'stopped') app.enabled = false
  if (effect === 'recycled') restartAllProcesses(world, app, at, 'setting')
}

/** Azure restarts an app's processes for new code and for new settings. */
function restartAllProcesses(world: SimulatedWorld, app: AppState, at: number, why: ProcessStart['why']): void {
  for (const process of app.processes) {
    const startInMs = 9000 + 8000 * seededFraction(world.seed, 'recycled', app.spec.name, process.worker.ordinal, at)
    restartProcess(world, { app, process, at, startInMs, why })
  }
}

function schedulePlanChange(
  world: SimulatedWorld,
  plan: PlanState,
  change: WorkerCountChange,
  writeNumber: number,
): void {
  const { at, by, workers } = change
  world.activity.push(
    ...startAndEndOf(world, {
      at,
      write: writeNumber,
      action: 'Microsoft.Web/serverfarms/write',
      resourceId: planIdOf(plan.spec.name),
      caller: by === 'autoscale' ? 'Microsoft.Insights/autoscaleSettings' : 'p.devries@contoso.com',
      method: 'PUT',
    }),
  )
  world.scheduledChanges.push({ at, apply: () => scalePlan(world, plan, workers, { at, writeNumber }) })
}

function scheduleAutoscale(world: SimulatedWorld, plan: PlanState, change: AutoscaleChange, writeNumber: number): void {
  const { at } = change
  const setting = autoscaleSettingOf(plan.spec.name, change)
  world.activity.push(
    ...startAndEndOf(world, {
      at,
      write: writeNumber,
      action: 'Microsoft.Insights/AutoscaleSettings/Write',
      resourceId: setting.id,
      caller: 'p.devries@contoso.com',
      method: 'PUT',
    }),
  )
  world.scheduledChanges.push({
    at,
    apply: () => world.monitorResources.set(setting.id.toLowerCase(), { ...setting, putAt: at }),
  })
}

/** Writes carried out later count upwards from 1, these downwards. */
function eventsOf(world: SimulatedWorld, app: AppState, change: OperatorChange, writeNumber: number): ActivityEvent[] {
  const { at, action, caller, method, below, failed, startedAt, resource = siteIdOf(app.spec) } = change
  const resourceId = `${resource}${below}`
  const event = { at, write: writeNumber, action, resourceId, caller, method, about: app.spec.name }
  return startAndEndOf(world, {
    ...event,
    ...(failed === undefined ? {} : { failed }),
    ...(startedAt === undefined ? {} : { startedAt }),
  })
}

interface StartAndEnd {
  /** The app it was done to; the resource where absent. */
  readonly about?: string
  readonly failed?: boolean
  readonly startedAt?: number
}

type ChangeEvent = Pick<ActivityEvent, 'at' | 'write' | 'action' | 'resourceId' | 'caller' | 'method'>

function startAndEndOf(
  world: SimulatedWorld,
  { about, failed = false, startedAt, ...event }: ChangeEvent & StartAndEnd,
): ActivityEvent[] {
  const drawnFor = ['deed', about ?? event.resourceId, event.action, event.at] as const
  const base = {
    ...event,
    statusCode: failed ? 409 : 200,
    correlationId: seededGuid(world.seed, 'correlation', ...drawnFor),
    clientRequestId: seededGuid(world.seed, 'client', ...drawnFor),
  }
  return [
    { ...base, status: 'Started', at: startedAt ?? event.at - 1200 },
    { ...base, status: failed ? 'Failed' : 'Succeeded', at: event.at },
  ]
}
