import { hourInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

const caller = 's.bakker@contoso.com'

export const accessRestrictedFault: Fault = {
  id: 'access-restricted',
  title: 'Access rule that keeps visitors out',
  cause:
    'A colleague wanted to close the staging slot to all but the office, and did it to the app itself: the front end ' +
    'refuses every other address with a 403, and the app never hears of them. Only taking the rule back helps.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: ['restart', 'swap-back'],
  outcome: 'left-alone',
  reach: 'app',
  effects: () => ({}),
  operatorChanges: (onset) => [
    {
      at: onset - 3 * hourInMs,
      caller,
      action: 'Microsoft.Web/sites/config/write',
      method: 'PUT',
      below: '/config/logs',
      effect: 'none',
    },
    {
      at: onset - 10_000,
      caller,
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      config: {
        more: {
          ipSecurityRestrictions: [
            { ipAddress: '198.51.100.0/24', action: 'Allow', tag: 'Default', priority: 100, name: 'office' },
            { ipAddress: 'Any', action: 'Deny', priority: 2_147_483_647, name: 'Deny all' },
          ],
          ipSecurityRestrictionsDefaultAction: 'Deny',
        },
      },
      effect: 'none',
    },
  ],
}
