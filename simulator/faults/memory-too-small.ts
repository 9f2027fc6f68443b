import { dayInMs } from '../physics/simulated-time.ts'
import type { Fault, FaultContext } from './types.ts'

export const memoryTooSmallFault: Fault = {
  id: 'memory-too-small',
  title: 'Too little memory',
  cause:
    'Since the catalogue doubled, nine days ago, the app needs more memory than its workers have: they page all day, ' +
    'most when it is busiest. Nothing leaks. Only larger workers help.',
  app: 'contoso-shop',
  noticedAs: 'slow',
  right: ['scale-up'],
  useless: ['soft-restart', 'restart-instance', 'scale-out'],
  harmful: ['restart'],
  outcome: 'recovered',
  reach: 'app',
  chronic: { beganBeforeInMs: () => 9 * dayInMs },
  effects: (context) => ({
    footprintInBytes: fullness(context) * context.memoryAWorkerInBytes - context.otherBytes - context.app.privateBytes,
  }),
}

/** Share of the worker's memory that all of it takes: a little more every day, and with the day's rhythm. */
function fullness({ now, onset, traffic }: FaultContext): number {
  return 0.925 + 0.0015 * ((now - onset) / dayInMs) + 0.09 * (traffic - 1)
}
