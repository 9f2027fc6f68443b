import { azureLocation, subscriptionId } from '../../estate/estate-spec.ts'
import { type SimulatedSku, simulatedSkuNamed } from '../../estate/simulated-skus.ts'
import { appServiceError, armError } from '../../http/arm-error.ts'
import {
  type ArmRoute,
  managementUrl,
  okAnswer,
  planPath,
  type RouteAnswer,
  type RouteCall,
} from '../../http/arm-route.ts'
import { findPlan, isSameArmName } from '../../http/find-resource.ts'
import { restartApp, softRestartApp } from '../../physics/app-writes.ts'
import { activeWorkers } from '../../physics/process-state.ts'
import { appsOnPlan, changePlanSize, rebootPlanWorker, scalePlan } from '../../physics/scale-plan.ts'
import type { PlanState } from '../../physics/simulated-plan.ts'
import type { LongRunningOperation } from '../../physics/simulated-world.ts'
import { writeMomentOf } from '../sites/site-actions.ts'
import { planBodyOf } from './plan-body.ts'
import { checkPlanChange, type PlanChange, setAutomaticScaling } from './plan-limits.ts'

const write = 'Microsoft.Web/serverfarms/write'

export const planWritesRoutes: readonly ArmRoute[] = [
  { method: 'put', path: planPath, action: write, changes: true, answer: putPlan },
  {
    method: 'patch',
    path: planPath,
    action: write,
    changes: true,
    answer: (call) => {
      const plan = findPlan(call)
      setAutomaticScaling(call, plan, plan.size.sku.name)
      return okAnswer(planBodyOf(call.world, plan, call.now))
    },
  },
  {
    method: 'post',
    path: `${planPath}/restartSites`,
    action: 'Microsoft.Web/serverfarms/restartSites/action',
    changes: true,
    answer: (call) => {
      const act = call.query.softRestart?.toLowerCase() === 'true' ? softRestartApp : restartApp
      // What somebody stopped stays so.
      const running = appsOnPlan(call.world, findPlan(call)).filter(({ enabled }) => enabled)
      for (const app of running) act(call.world, app, writeMomentOf(call))
      return { status: 204 }
    },
  },
  {
    method: 'post',
    path: `${planPath}/workers/:worker/reboot`,
    action: 'Microsoft.Web/serverfarms/workers/reboot/action',
    changes: true,
    answer: (call) => {
      const plan = findPlan(call)
      const worker = activeWorkers(plan, call.now).find(({ machine }) =>
        isSameArmName(machine, call.params.worker ?? ''),
      )
      if (worker === undefined) throw armError(404, 'NotFound', `Worker '${call.params.worker}' was not found.`)
      rebootPlanWorker(call.world, plan, worker, writeMomentOf(call))
      return { status: 204 }
    },
  },
]

function putPlan(call: RouteCall): RouteAnswer {
  const plan = findPlan(call)
  const change = planChangeIn(call.body, plan)
  const { capacity, sku } = change
  checkPlanChange(call, plan, change)
  setAutomaticScaling(call, plan, sku.sku.name)
  const moment = writeMomentOf(call)
  if (!isSameArmName(sku.sku.name, plan.size.sku.name)) {
    return accepted(call, plan, changePlanSize(call.world, plan, { size: sizeOf(plan, sku), capacity, moment }))
  }
  if (capacity === plan.capacity) return okAnswer(planBodyOf(call.world, plan, call.now))
  return accepted(call, plan, scalePlan(call.world, plan, capacity, moment))
}

/** Back to what it was: as the estate has it, which is not always the catalogue's. */
function sizeOf({ spec }: PlanState, sku: SimulatedSku) {
  return isSameArmName(sku.sku.name, spec.sku.name) ? spec : sku
}

function accepted(call: RouteCall, plan: PlanState, operation: LongRunningOperation): RouteAnswer {
  const base = `${managementUrl}/subscriptions/${subscriptionId}/providers/Microsoft.Web/locations/${azureLocation}`
  return {
    status: 202,
    body: planBodyOf(call.world, plan, call.now),
    headers: {
      'Azure-AsyncOperation': `${base}/operations/${operation.id}?api-version=2024-04-01`,
      Location: `${base}/operationresults/${operation.id}?api-version=2024-04-01`,
    },
    doneAt: operation.endsAt,
  }
}

/** What is not named stays as it is. */
function planChangeIn(body: unknown, plan: PlanState): PlanChange {
  const { sku } = (body ?? {}) as { sku?: { name?: unknown; capacity?: unknown } }
  const capacity = sku?.capacity ?? plan.capacity
  if (typeof capacity !== 'number' || !Number.isInteger(capacity) || capacity < 1) {
    throw appServiceError(400, 'BadRequest', 'NumberOfWorkers is invalid.', '51021')
  }
  const name = sku?.name ?? plan.size.sku.name
  const known = typeof name === 'string' ? simulatedSkuNamed(name) : undefined
  if (known === undefined) {
    throw appServiceError(400, 'BadRequest', `The parameter SKU Name has an invalid value '${String(name)}'.`, '51021')
  }
  return { capacity, sku: known }
}
