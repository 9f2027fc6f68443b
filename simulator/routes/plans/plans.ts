import { type SimulatedSku, skusAvailableTo } from '../../estate/simulated-skus.ts'
import { type ArmRoute, okAnswer, planPath, webProviderPath } from '../../http/arm-route.ts'
import { checkScope, findPlan } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'
import { activeWorkers } from '../../physics/process-state.ts'
import type { PlanState } from '../../physics/simulated-plan.ts'
import { siteBodyOf } from '../sites/site-body.ts'
import { planBodyOf } from './plan-body.ts'

const pageSize = 2
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
      okAnswer({ resourceType: 'Microsoft.Web/serverfarms', skus: skusAvailableTo(findPlan(call).spec).map(skuBody) }),
  },
  {
    method: 'post',
    path: `${planPath}/listinstances`,
    action: 'Microsoft.Web/serverfarms/listinstances/action',
    answer: (call) => okAnswer(instancesOf(findPlan(call), call.now)),
  },
]

function skuBody({ sku, maximumWorkers }: SimulatedSku) {
  const { name, tier } = sku
  const isShared = tier === 'Free' || tier === 'Shared'
  const scaleType = isShared ? 'none' : tier === 'Basic' ? 'manual' : 'automatic'
  return {
    resourceType: 'Microsoft.Web/serverfarms',
    sku: { name, tier, locations: ['West Europe'] },
    capacity: { minimum: 1, maximum: maximumWorkers, elasticMaximum: 1, default: 1, scaleType },
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
