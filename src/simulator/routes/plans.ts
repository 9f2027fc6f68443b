import { location, subscriptionId } from '../estate/spec.ts'
import { appServiceError, armError } from '../http/arm-error.ts'
import { checkScope, planOf } from '../http/find.ts'
import { page } from '../http/paging.ts'
import { type Answer, type Call, management, ok, planPath, type Route, webPath } from '../http/route.ts'
import { standing } from '../physics/tick.ts'
import type { PlanState } from '../physics/world.ts'
import { scale } from '../physics/writes.ts'
import { planBody, runningOn } from './plan-body.ts'
import { momentOf } from './site-actions.ts'
import { siteBody } from './site-body.ts'

const pageSize = 2
const read = 'Microsoft.Web/serverfarms/read'

export const plans: readonly Route[] = [
  ...['/subscriptions/:subscription/providers/Microsoft.Web/serverfarms', `${webPath}/serverfarms`].map(
    (path): Route => ({
      method: 'get',
      path,
      action: read,
      answer: (call) => {
        checkScope(call)
        return ok(
          page(
            call,
            call.world.plans.map((plan) => planBody(call.world, plan, call.now)),
            pageSize,
          ),
        )
      },
    }),
  ),
  {
    method: 'get',
    path: planPath,
    action: read,
    answer: (call) => ok(planBody(call.world, planOf(call), call.now)),
  },
  {
    method: 'get',
    path: `${planPath}/sites`,
    action: 'Microsoft.Web/serverfarms/sites/read',
    answer: (call) => {
      const plan = planOf(call)
      const onPlan = call.world.apps.filter((app) => app.plan === plan)
      return ok(page(call, onPlan.map(siteBody), pageSize))
    },
  },
  {
    method: 'post',
    path: `${planPath}/listinstances`,
    action: 'Microsoft.Web/serverfarms/listinstances/action',
    answer: (call) => ok(instancesOf(planOf(call), call.now)),
  },
  {
    method: 'put',
    path: planPath,
    action: 'Microsoft.Web/serverfarms/write',
    changes: true,
    answer: putPlan,
  },
]

function instancesOf(plan: PlanState, now: number) {
  const workers = standing(plan, now)
  return {
    serverFarmName: plan.spec.name,
    instances: workers.map(({ machine, ip }) => ({ instanceName: machine, ipAddress: ip, status: 'Ready' })),
    instanceCount: workers.length,
  }
}

function putPlan(call: Call): Answer {
  const plan = planOf(call)
  const capacity = capacityIn(call.body, plan)
  if (runningOn(call.world, plan, call.now) !== undefined) {
    const message = 'Cannot modify this web hosting plan because another operation is in progress.'
    throw appServiceError(409, 'Conflict', message, '59206')
  }
  if (capacity > plan.spec.maximumWorkers) {
    const message = 'Number of Web workers exceeds the maximum allowed for the hosting plan.'
    throw appServiceError(409, 'Conflict', message, '03002')
  }
  if (capacity === plan.capacity) return ok(planBody(call.world, plan, call.now))
  const operation = scale(call.world, plan, capacity, momentOf(call))
  return {
    status: 202,
    body: planBody(call.world, plan, call.now),
    headers: follow(operation.id),
    doneAt: operation.endsAt,
  }
}

/** The number of workers asked for; the SKU itself can't be changed here. */
function capacityIn(body: unknown, plan: PlanState): number {
  const { sku } = (body ?? {}) as { sku?: { name?: string; capacity?: unknown } }
  if (sku?.name !== undefined && sku.name.toLowerCase() !== plan.spec.sku.name.toLowerCase()) {
    throw armError(400, 'BadRequest', `The simulator does not change the SKU of a plan (asked for ${sku.name}).`)
  }
  const capacity = sku?.capacity ?? plan.capacity
  if (typeof capacity !== 'number' || !Number.isInteger(capacity) || capacity < 1) {
    throw appServiceError(400, 'BadRequest', 'NumberOfWorkers is invalid.', '51021')
  }
  return capacity
}

function follow(operation: string): Record<string, string> {
  const base = `${management}/subscriptions/${subscriptionId}/providers/Microsoft.Web/locations/${location}`
  return {
    'Azure-AsyncOperation': `${base}/operations/${operation}?api-version=2024-04-01`,
    Location: `${base}/operationresults/${operation}?api-version=2024-04-01`,
  }
}
