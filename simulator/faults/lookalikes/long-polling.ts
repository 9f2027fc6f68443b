import { dayInMs } from '../../physics/simulated-time.ts'
import type { Lookalike } from '../types.ts'

/** Requests that last as long as the front end lets any, and always did: that is how they are meant. */
export const longPollingLookalike: Lookalike = {
  id: 'long-polling',
  looksLike: 'request-time-limit',
  title: 'Long polling',
  cause:
    'Open pages of the back office ask for news with a request that the app holds for 228 seconds before it answers ' +
    'that there is none. So it has been for weeks; nothing is wrong.',
  causes: [],
  app: 'contoso-admin',
  noticedAs: 'slow',
  right: [],
  useless: ['soft-restart', 'restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: [],
  outcome: 'nothing-wrong',
  reach: 'app',
  chronic: { beganBeforeInMs: () => 16 * dayInMs },
  effects: () => ({ longRatio: 0.03, longInMs: 228_000 }),
}
