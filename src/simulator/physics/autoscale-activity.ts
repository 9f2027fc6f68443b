import { guidOf } from './random.ts'
import type { ActivityEvent, PlanState, Stored, World } from './world.ts'

/** Autoscale puts what it did into the activity log under its own name. */
export function noteScaled(
  world: World,
  setting: Stored,
  { plan, to, at }: { readonly plan: PlanState; readonly to: number; readonly at: number },
): void {
  world.writeCount += 1
  const base: Omit<ActivityEvent, 'status' | 'at'> = {
    write: world.writeCount,
    action: `Microsoft.Insights/AutoscaleSettings/${to > plan.capacity ? 'Scaleup' : 'Scaledown'}/Action`,
    resourceId: setting.id,
    caller: 'Microsoft.Insights/autoscaleSettings',
    method: 'POST',
    statusCode: 200,
    correlationId: guidOf(world.seed, 'autoscale', setting.id, at),
    clientRequestId: '',
  }
  world.activity.push({ ...base, status: 'Started', at }, { ...base, status: 'Succeeded', at: at + 1500 })
}
