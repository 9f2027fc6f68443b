import { virtualNetworkId } from '../../estate/estate-ids.ts'
import { crashOnPathFault } from '../crash-on-path.ts'
import type { Lookalike } from '../types.ts'

export const innocentSubnetLookalike: Lookalike = {
  ...crashOnPathFault,
  id: 'innocent-subnet',
  looksLike: 'network-unreachable',
  title: 'Change of the subnet, and a path that crashes',
  cause: `A colleague added a route to the app's network, and all is well with that. ${crashOnPathFault.cause}`,
  causes: ['crashing'],
  operatorChanges: (onset) => [
    {
      at: onset - 5 * 60_000,
      caller: 'network-team@contoso.com',
      action: 'Microsoft.Network/virtualNetworks/subnets/write',
      method: 'PUT',
      resource: virtualNetworkId,
      below: '/subnets/apps',
      effect: 'none',
    },
  ],
}
