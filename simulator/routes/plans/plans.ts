import { type SimulatedSku, skusAvailableTo } from '../../estate/simulated-skus.ts'
import { type ArmRoute, okAnswer, planPath, webProviderPath } from '../../http/arm-route.ts'
import { checkScope, findPlan } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'
import { activeWorkers } from '../../physics/process-state.ts'
import type { PlanState } from '../../physics/simulated-plan.ts'
import { siteBodyOf } from '../sites/site-body.ts'
import { planBodyOf } from './plan-body.ts'

const pageSize = 2
const skusPerPage = 10
const read = 'Microsoft.Web/serverfarms/read'

export const plansRoutes: readonly ArmRoute[] = [
  ...['/subscriptions/:subscription/providers/Microsoft.Web/serverfarms', `${webProviderPath}/serverfarms`].map(
    (path): ArmRoute => ({
      method: 'get',
      path,
      action: read,
      answer: (call) => {
        checkScope(call)
        return okAnswer(
          paginateItems(
            call,
            call.world.plans.map((plan) => planBodyOf(call.world, plan, call.now)),
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
    answer: (call) => okAnswer(planBodyOf(call.world, findPlan(call), call.now)),
  },
  {
    method: 'get',
    path: `${planPath}/sites`,
    action: 'Microsoft.Web/serverfarms/sites/read',
    answer: (call) => {
      const plan = findPlan(call)
      const onPlan = call.world.apps.filter((app) => app.plan === plan)
      return okAnswer(paginateItems(call, onPlan.map(siteBodyOf), pageSize))
    },
  },
  {
    method: 'get',
    path: `${planPath}/skus`,
    action: 'Microsoft.Web/serverfarms/skus/read',
    answer: (call) =>
      okAnswer({ ...paginateItems(call, skusAvailableTo(findPlan(call).spec).map(skuBody), skusPerPage), id: null }),
  },
  {
    method: 'post',
    path: `${planPath}/listinstances`,
    action: 'Microsoft.Web/serverfarms/listinstances/action',
    answer: (call) => okAnswer(instancesOf(findPlan(call), call.now)),
  },
]

/** As Azure answers, which is not as Microsoft describes it: `value`, not `skus`. */
function skuBody({ sku, maximumWorkers, canBeElastic }: SimulatedSku) {
  const { name, tier } = sku
  return {
    resourceType: 'Microsoft.Web/serverfarms',
    sku: { name, tier },
    capacity: isSharedTier(tier) ? sharedCapacity : capacityOf({ tier, maximumWorkers, canBeElastic }),
  }
}

/** Nobody has workers of their own there, so there are none to count. */
const sharedCapacity = {
  minimum: 0,
  maximum: 0,
  default: 0,
  scaleType: 'none',
  elasticMaximum: null,
  elasticScalingAllowed: null,
}

function isSharedTier(tier: string): boolean {
  return tier === 'Free' || tier === 'Shared'
}

function capacityOf({
  tier,
  maximumWorkers,
  canBeElastic,
}: Pick<SimulatedSku, 'maximumWorkers' | 'canBeElastic'> & { tier: string }) {
  return {
    minimum: 1,
    maximum: maximumWorkers,
    default: 1,
    scaleType: tier === 'Basic' ? 'manual' : 'automatic',
    elasticMaximum: 100,
    elasticScalingAllowed: canBeElastic,
  }
}

function instancesOf(plan: PlanState, now: number) {
  const workers = activeWorkers(plan, now)
  return {
    serverFarmName: plan.spec.name,
    instances: workers.map(({ machine, ip }) => ({ instanceName: machine, ipAddress: ip, status: 'Ready' })),
    instanceCount: workers.length,
  }
}
