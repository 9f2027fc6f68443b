import { reachableFrom, type Sku, skuNamed } from '../estate/skus.ts'
import { location, subscriptionId } from '../estate/spec.ts'
import { appServiceError, armError } from '../http/arm-error.ts'
import { planOf, same } from '../http/find.ts'
import { type Answer, type Call, management, ok, planPath, type Route } from '../http/route.ts'
import { standing } from '../physics/tick.ts'
import type { Operation, PlanState } from '../physics/world.ts'
import { restart, softRestart } from '../physics/writes.ts'
import { appsOn, changeSize, rebootWorker, scale } from '../physics/writes-plan.ts'
import { planBody } from './plan-body.ts'
import { checkPlanChange, setElastic } from './plan-limits.ts'
import { momentOf } from './site-actions.ts'

const write = 'Microsoft.Web/serverfarms/write'

export const planWrites: readonly Route[] = [
  { method: 'put', path: planPath, action: write, changes: true, answer: putPlan },
  {
    method: 'patch',
    path: planPath,
    action: write,
    changes: true,
    answer: (call) => {
      const plan = planOf(call)
      setElastic(call, plan, plan.size.sku.name)
      return ok(planBody(call.world, plan, call.now))
    },
  },
  {
    method: 'post',
    path: `${planPath}/restartSites`,
    action: 'Microsoft.Web/serverfarms/restartSites/action',
    changes: true,
    answer: (call) => {
      const act = call.query.softRestart?.toLowerCase() === 'true' ? softRestart : restart
      // What somebody stopped stays so.
      const running = appsOn(call.world, planOf(call)).filter(({ enabled }) => enabled)
      for (const app of running) act(call.world, app, momentOf(call))
      return { status: 204 }
    },
  },
  {
    method: 'post',
    path: `${planPath}/workers/:worker/reboot`,
    action: 'Microsoft.Web/serverfarms/workers/reboot/action',
    changes: true,
    answer: (call) => {
      const plan = planOf(call)
      const worker = standing(plan, call.now).find(({ machine }) => same(machine, call.params.worker ?? ''))
      if (worker === undefined) throw armError(404, 'NotFound', `Worker '${call.params.worker}' was not found.`)
      rebootWorker(call.world, plan, worker, momentOf(call))
      return { status: 204 }
    },
  },
  {
    method: 'get',
    path: `${planPath}/skus`,
    action: 'Microsoft.Web/serverfarms/skus/read',
    answer: (call) =>
      ok({ resourceType: 'Microsoft.Web/serverfarms', skus: reachableFrom(planOf(call).spec).map(skuBody) }),
  },
]

function skuBody({ sku, maximumWorkers }: Sku) {
  const { name, tier } = sku
  const isShared = tier === 'Free' || tier === 'Shared'
  const scaleType = isShared ? 'none' : tier === 'Basic' ? 'manual' : 'automatic'
  return {
    resourceType: 'Microsoft.Web/serverfarms',
    sku: { name, tier, locations: ['West Europe'] },
    capacity: { minimum: 1, maximum: maximumWorkers, elasticMaximum: 1, default: 1, scaleType },
  }
}

function putPlan(call: Call): Answer {
  const plan = planOf(call)
  const asked = askedFor(call.body, plan)
  const { capacity, sku } = asked
  checkPlanChange(call, plan, asked)
  setElastic(call, plan, sku.sku.name)
  const moment = momentOf(call)
  if (!same(sku.sku.name, plan.size.sku.name)) {
    return accepted(call, plan, changeSize(call.world, plan, sizeOf(plan, sku), capacity, moment))
  }
  if (capacity === plan.capacity) return ok(planBody(call.world, plan, call.now))
  return accepted(call, plan, scale(call.world, plan, capacity, moment))
}

/** Back to what it was: as the estate has it, which is not always the catalogue's. */
function sizeOf({ spec }: PlanState, sku: Sku) {
  return same(sku.sku.name, spec.sku.name) ? spec : sku
}

function accepted(call: Call, plan: PlanState, operation: Operation): Answer {
  const base = `${management}/subscriptions/${subscriptionId}/providers/Microsoft.Web/locations/${location}`
  return {
    status: 202,
    body: planBody(call.world, plan, call.now),
    headers: {
      'Azure-AsyncOperation': `${base}/operations/${operation.id}?api-version=2024-04-01`,
      Location: `${base}/operationresults/${operation.id}?api-version=2024-04-01`,
    },
    doneAt: operation.endsAt,
  }
}

export interface Asked {
  readonly capacity: number
  readonly sku: Sku
}

/** What is not named stays as it is. */
function askedFor(body: unknown, plan: PlanState): Asked {
  const { sku } = (body ?? {}) as { sku?: { name?: unknown; capacity?: unknown } }
  const capacity = sku?.capacity ?? plan.capacity
  if (typeof capacity !== 'number' || !Number.isInteger(capacity) || capacity < 1) {
    throw appServiceError(400, 'BadRequest', 'NumberOfWorkers is invalid.', '51021')
  }
  const name = sku?.name ?? plan.size.sku.name
  const known = typeof name === 'string' ? skuNamed(name) : undefined
  if (known === undefined) {
    throw appServiceError(400, 'BadRequest', `The parameter SKU Name has an invalid value '${String(name)}'.`, '51021')
  }
  return { capacity, sku: known }
}
