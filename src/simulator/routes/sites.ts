import { checkScope, same, siteOf } from '../http/find.ts'
import { page } from '../http/paging.ts'
import { groupPath, ok, type Route, sitePath, webPath } from '../http/route.ts'
import type { AppState, World } from '../physics/world.ts'
import { configBody, siteBody } from './site-body.ts'

const pageSize = 2
const read = 'Microsoft.Web/sites/read'

export const sites: readonly Route[] = [
  ...['/subscriptions/:subscription/providers/Microsoft.Web/sites', `${webPath}/sites`].map(
    (path): Route => ({
      method: 'get',
      path,
      action: read,
      answer: (call) => {
        checkScope(call)
        return ok(page(call, production(call.world).map(siteBody), pageSize))
      },
    }),
  ),
  {
    method: 'get',
    path: `${webPath}/sites/:site/slots`,
    action: 'Microsoft.Web/sites/slots/read',
    answer: (call) => {
      const { spec } = siteOf(call)
      const slots = call.world.apps.filter((app) => app.spec.slot !== undefined && same(app.spec.name, spec.name))
      return ok(page(call, slots.map(siteBody), pageSize))
    },
  },
  {
    method: 'get',
    path: sitePath,
    action: read,
    answer: (call) => ok(siteBody(siteOf(call))),
  },
  {
    method: 'get',
    path: `${sitePath}/config/web`,
    action: 'Microsoft.Web/sites/config/read',
    answer: (call) => ok(configBody(siteOf(call))),
  },
  {
    method: 'get',
    path: groupPath,
    action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    answer: (call) => {
      checkScope(call)
      const { path } = call
      return ok({
        id: path,
        name: call.params.group,
        location: 'westeurope',
        properties: { provisioningState: 'Succeeded' },
      })
    },
  },
]

function production(world: World): readonly AppState[] {
  return world.apps.filter(({ spec }) => spec.slot === undefined)
}
