import { hourInMs } from '../../physics/simulated-time.ts'
import { slowDependencyFault } from '../slow-dependency.ts'
import type { Lookalike } from '../types.ts'

export const autoHealAtWorkLookalike: Lookalike = {
  ...slowDependencyFault,
  id: 'auto-heal-at-work',
  looksLike: 'auto-heal-loop',
  title: 'Auto-heal that recycles what a slow database holds up',
  cause:
    'The database lets too little through. An auto-heal rule of long ago, sound when all is well, recycles the ' +
    'processes every ten minutes meanwhile, which changes nothing: the next ones wait as long.',
  causes: ['slow-dependency'],
  operatorChanges: (onset) => [
    {
      at: onset - 60 * hourInMs,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      config: {
        autoHealEnabled: true,
        autoHealRules: {
          triggers: { slowRequests: { timeTaken: '00:00:05', count: 40, timeInterval: '00:05:00', path: null } },
          actions: { actionType: 'Recycle', minProcessExecutionTime: '00:10:00' },
        },
      },
      effect: 'none',
    },
  ],
}
