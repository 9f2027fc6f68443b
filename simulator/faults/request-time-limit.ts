import { hourInMs, minuteInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

export const requestTimeLimitFault: Fault = {
  id: 'request-time-limit',
  title: 'Requests longer than the front end waits',
  cause:
    'With the year of orders that was imported, the yearly report takes five minutes. Azure gives up on ' +
    'it after 230 seconds, the app works on for nobody, and all other pages are as fast as ever. Only work that callers ' +
    'need not wait for, or a faster report, helps.',
  app: 'contoso-admin',
  noticedAs: 'failing',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up', 'auto-heal'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  /** The first of them are cut off by then. */
  unfeltForInMs: firstCutOffInMs(),
  effects: ({ now, onset, draw }) =>
    now < onset + firstCutOffInMs() ? {} : { longRatio: 0.02 + 0.02 * draw, longInMs: 5 * minuteInMs },
  // A deployment of settings long before has nothing to do with it.
  operatorChanges: (onset) => [
    {
      at: onset - hourInMs,
      caller: 'p.devries@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      effect: 'recycled',
    },
  ],
}

function firstCutOffInMs(): number {
  return 4 * minuteInMs
}
