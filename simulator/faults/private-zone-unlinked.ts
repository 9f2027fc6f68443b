import { privateZoneId } from '../estate/estate-ids.ts'
import type { Fault } from './types.ts'

export const privateZoneUnlinkedFault: Fault = {
  id: 'private-zone-unlinked',
  title: 'Private zone unlinked from the network',
  cause:
    'Somebody who tidied up deleted the link of the private DNS zone by which the app finds its database: the name now ' +
    'leads to its public address, which lets nobody in. Nothing of the app was changed. Only the link helps.',
  causes: ['network-unreachable'],
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: ({ draw }) => ({ errorRatio: 0.3 + 0.4 * draw }),
  failure: {
    exception: 'Microsoft.Data.SqlClient.SqlException',
    message: 'Connection was denied because Deny Public Network Access is set to Yes.',
    path: '/orders',
    frames: [
      'Microsoft.Data.SqlClient.SqlInternalConnectionTds.LoginNoFailover()',
      'Contoso.Web.Orders.OrderStore.List()',
    ],
  },
  operatorChanges: (onset) => [
    {
      at: onset - 40_000,
      caller: 'network-team@contoso.com',
      action: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks/delete',
      method: 'DELETE',
      resource: privateZoneId,
      below: '/virtualNetworkLinks/contoso-vnet',
      effect: 'none',
    },
  ],
}
