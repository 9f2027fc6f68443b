import { checkScope, planOf } from '../http/find.ts'
import { page } from '../http/paging.ts'
import { ok, planPath, type Route, webPath } from '../http/route.ts'
import { standing } from '../physics/tick.ts'
import type { PlanState } from '../physics/world.ts'
import { planBody } from './plan-body.ts'
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
]

function instancesOf(plan: PlanState, now: number) {
  const workers = standing(plan, now)
  return {
    serverFarmName: plan.spec.name,
    instances: workers.map(({ machine, ip }) => ({ instanceName: machine, ipAddress: ip, status: 'Ready' })),
    instanceCount: workers.length,
  }
}
