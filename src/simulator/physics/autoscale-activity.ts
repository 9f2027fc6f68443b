import { planIdOf } from '../estate/ids.ts'
import { guidOf } from './random.ts'
import type { ActivityEvent, PlanState, Stored, World } from './world.ts'

interface Scaled {
  readonly plan: PlanState
  readonly to: number
  readonly at: number
}

/** Autoscale puts what it did into the activity log under its own name: the setting's action, and the plan's change. */
export function noteScaled(world: World, setting: Stored, { plan, to, at }: Scaled): void {
  const direction = to > plan.capacity ? 'Scaleup' : 'Scaledown'
  note(world, at, { action: `Microsoft.Insights/AutoscaleSettings/${direction}/Action`, resourceId: setting.id })
  note(world, at, { action: 'Microsoft.Web/serverfarms/write', resourceId: planIdOf(plan.spec.name) })
}

function note(world: World, at: number, done: Pick<ActivityEvent, 'action' | 'resourceId'>): void {
  world.writeCount += 1
  const base: Omit<ActivityEvent, 'status' | 'at'> = {
    ...done,
    write: world.writeCount,
    caller: 'Microsoft.Insights/autoscaleSettings',
    method: 'POST',
    statusCode: 200,
    correlationId: guidOf(world.seed, 'autoscale', done.resourceId, at),
    clientRequestId: '',
  }
  world.activity.push({ ...base, status: 'Started', at }, { ...base, status: 'Succeeded', at: at + 1500 })
}
