import { type ArmRoute, okAnswer, sitePath } from '../../http/arm-route.ts'
import { findSite } from '../../http/find-resource.ts'
import { paginateItems } from '../../http/paging.ts'

/** No app of the estate has one. */
export const privateEndpointsRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/privateEndpointConnections`,
    action: 'Microsoft.Web/sites/privateEndpointConnections/read',
    answer: (call) => {
      findSite(call)
      return okAnswer(paginateItems(call, [], 10))
    },
  },
]
