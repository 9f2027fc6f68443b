import { siteIdOf } from '../estate/estate-ids.ts'
import type { OperatorChange } from '../faults/types.ts'
import { restartProcess } from './restart-process.ts'
import { replaceWorkers } from './scale-plan.ts'
import { seededFraction, seededGuid } from './seeded-random.ts'
import type { AppState, ProcessStart } from './simulated-app.ts'
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
  { at, config, appSettings, effect }: OperatorChange,
): void {
  app.changedAt = at
  app.config = { ...app.config, ...config }
  app.appSettings = { ...app.appSettings, ...appSettings }
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

/** Writes carried out later count upwards from 1, these downwards. */
function eventsOf(world: SimulatedWorld, app: AppState, change: OperatorChange, writeNumber: number): ActivityEvent[] {
  const about = ['deed', app.spec.name, change.action, change.at] as const
  const base = {
    write: writeNumber,
    action: change.action,
    resourceId: `${siteIdOf(app.spec)}${change.below}`,
    caller: change.caller,
    method: change.method,
    statusCode: change.failed ? 409 : 200,
    correlationId: seededGuid(world.seed, 'correlation', ...about),
    clientRequestId: seededGuid(world.seed, 'client', ...about),
  }
  return [
    { ...base, status: 'Started', at: change.startedAt ?? change.at - 1200 },
    { ...base, status: change.failed ? 'Failed' : 'Succeeded', at: change.at },
  ]
}
