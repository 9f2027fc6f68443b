import { hourInMs, minuteInMs } from '../../physics/simulated-time.ts'
import { slowDependencyFault } from '../slow-dependency.ts'
import type { Lookalike } from '../types.ts'

const wellForInMs = 5 * hourInMs

/** What Azure last had to say of a container may be about another day. */
export const containerKilledBeforeLookalike: Lookalike = {
  id: 'container-killed-before',
  looksLike: 'container-out-of-memory',
  title: 'Container that was killed hours ago',
  cause:
    'Hours ago a price list of hundreds of megabytes had the containers killed, once each; that they were, Azure still ' +
    'says of them. They have run since. What is slow now is the database.',
  causes: ['slow-dependency'],
  app: 'contoso-api',
  noticedAs: 'slow',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  unfeltForInMs: wellForInMs,
  effects: (context) => {
    const sinceInMs = context.now - context.onset
    if (sinceInMs >= wellForInMs) return slowDependencyFault.effects(context)
    return sinceInMs < 2 * minuteInMs && !context.followsCrash
      ? { burstsPerRequest: 1, burstInBytes: context.memoryAWorkerInBytes }
      : {}
  },
}
