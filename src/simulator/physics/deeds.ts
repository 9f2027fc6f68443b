import { siteIdOf } from '../estate/ids.ts'
import type { Deed } from '../faults/types.ts'
import { beginAnew } from './begin-anew.ts'
import { chance, guidOf } from './random.ts'
import type { ActivityEvent, AppState, Begun, World } from './world.ts'

/** Puts what people did before the start where it belongs: into the activity log, and into the time to come. */
export function foresee(world: World): void {
  for (const app of world.apps) {
    for (const { endedAt } of app.deployments.filter((one) => one.endedAt > world.from)) {
      world.due.push({ at: endedAt, carryOut: () => recycle(world, app, endedAt, 'deployment') })
    }
  }
  let nth = 0
  for (const { fault, app: spec, onset } of world.faults) {
    const app = world.apps.find((one) => one.spec === spec)
    if (app === undefined) continue
    for (const deed of fault.deeds?.(onset, spec) ?? []) {
      nth -= 1
      world.activity.push(...eventsOf(world, app, deed, nth))
      world.due.push({ at: deed.at, carryOut: () => carryOut(world, app, deed) })
    }
  }
}

function carryOut(world: World, app: AppState, { at, config, appSettings, effect }: Deed): void {
  app.changedAt = at
  app.config = { ...app.config, ...config }
  app.appSettings = { ...app.appSettings, ...appSettings }
  if (effect === 'stopped') app.enabled = false
  else recycle(world, app, at, 'setting')
}

/** Azure starts an app's processes anew with new code and new settings. */
function recycle(world: World, app: AppState, at: number, why: Begun['why']): void {
  for (const process of app.processes) {
    const startInMs = 9000 + 8000 * chance(world.seed, 'recycled', app.spec.name, process.worker.ordinal, at)
    beginAnew(world, { app, process, at, startInMs, why })
  }
}

/** Writes carried out later count upwards from 1, these downwards. */
function eventsOf(world: World, app: AppState, deed: Deed, nth: number): ActivityEvent[] {
  const about = ['deed', app.spec.name, deed.action, deed.at] as const
  const base = {
    write: nth,
    action: deed.action,
    resourceId: `${siteIdOf(app.spec)}${deed.below}`,
    caller: deed.caller,
    method: deed.method,
    statusCode: 200,
    correlationId: guidOf(world.seed, 'correlation', ...about),
    clientRequestId: guidOf(world.seed, 'client', ...about),
  }
  return [
    { ...base, status: 'Started', at: deed.at - 1200 },
    { ...base, status: 'Succeeded', at: deed.at },
  ]
}
