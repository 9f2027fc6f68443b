import { type ArmRoute, okAnswer, planPath, webProviderPath } from '../http/arm-route.ts'
import { checkScope, findPlan } from '../http/find-resource.ts'
import { paginateItems } from '../http/paging.ts'
import { activeWorkers } from '../physics/process-state.ts'
import type { PlanState } from '../physics/simulated-plan.ts'
import { planBodyOf } from './arm-plan-body.ts'
import { siteBodyOf } from './site-body.ts'

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
    method: 'post',
    path: `${planPath}/listinstances`,
    action: 'Microsoft.Web/serverfarms/listinstances/action',
    answer: (call) => okAnswer(instancesOf(findPlan(call), call.now)),
  },
]

function instancesOf(plan: PlanState, now: number) {
  const workers = activeWorkers(plan, now)
  return {
    serverFarmName: plan.spec.name,
    instances: workers.map(({ machine, ip }) => ({ instanceName: machine, ipAddress: ip, status: 'Ready' })),
    instanceCount: workers.length,
  }
}
