import { type ArmRoute, okAnswer, sitePath, webProviderPath } from '../../http/arm-route.ts'
import { checkScope, findSite, isSameArmName } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import type { SimulatedWorld } from '../../physics/simulated-world.ts'
import { siteBodyOf } from './site-body.ts'

const pageSize = 2
const read = 'Microsoft.Web/sites/read'

export const sitesRoutes: readonly ArmRoute[] = [
  ...['/subscriptions/:subscription/providers/Microsoft.Web/sites', `${webProviderPath}/sites`].map(
    (path): ArmRoute => ({
      method: 'get',
      path,
      action: read,
      answer: (call) => {
        checkScope(call)
        return okAnswer(paginateItems(call, productionApps(call.world).map(siteBodyOf), pageSize))
      },
    }),
  ),
  {
    method: 'get',
    path: `${webProviderPath}/sites/:site/slots`,
    action: 'Microsoft.Web/sites/slots/read',
    answer: (call) => {
      const { spec } = findSite(call)
      const slots = call.world.apps.filter(
        (app) => app.spec.slot !== undefined && isSameArmName(app.spec.name, spec.name),
      )
      return okAnswer(paginateItems(call, slots.map(siteBodyOf), pageSize))
    },
  },
  {
    method: 'get',
    path: sitePath,
    action: read,
    answer: (call) => okAnswer(siteBodyOf(findSite(call))),
  },
]

function productionApps(world: SimulatedWorld): readonly AppState[] {
  return world.apps.filter(({ spec }) => spec.slot === undefined)
}
