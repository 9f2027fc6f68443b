import { minuteInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

export const failureInFrontFault: Fault = {
  id: 'failure-in-front',
  title: 'Gateway that lost its way to the app',
  cause:
    'The gateway in front asks the app for a page that was taken away, takes the app for dead by that, and answers every ' +
    'visitor with a 502 of its own. At its own name the app is well; only mending the gateway’s probe helps.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: ['restart', 'swap-back'],
  outcome: 'left-alone',
  reach: 'app',
  hostNames: ['www.contoso.com'],
  inFront: ({ now, onset }) =>
    now < onset ? {} : { answer: { status: 502, headers: { Server: 'Microsoft-Azure-Application-Gateway/v2' } } },
  // What the gateway's own probes ask, and who knows Azure's name.
  effects: ({ draw }) => ({ lostInFront: 0.9 + 0.08 * draw }),
  // Innocent, and long enough before.
  operatorChanges: (onset) => [
    {
      at: onset - 45 * minuteInMs,
      caller: 'p.devries@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PUT',
      below: '/config/logs',
      effect: 'none',
    },
  ],
}
