import { minuteInMs } from '../physics/simulated-time.ts'
import type { Fault, FaultContext } from './types.ts'

const everyInMs = 26 * minuteInMs

export const coldStartFault: Fault = {
  id: 'cold-start',
  title: 'Cold starts',
  cause:
    'Few people use the back office these days, and it is not kept loaded: twenty minutes after the last of them it ' +
    'is taken out of memory, and whoever comes next waits half a minute for it. Once awake it is as quick as ever.',
  app: 'contoso-admin',
  noticedAs: 'slow',
  right: [],
  useless: ['scale-out'],
  harmful: ['restart', 'soft-restart', 'restart-instance'],
  outcome: 'left-alone',
  reach: 'app',
  /** Days ago, at a distance that has people there right before the report. */
  chronic: { beganBeforeInMs: (draw) => 90 * everyInMs + (2.5 + 3 * draw) * minuteInMs, repeatsEveryInMs: everyInMs },
  effects: (context) => ({ surge: somebodyIsThere(context) ? 0.45 : 0, wakeInMs: 21_000 + 17_000 * context.draw }),
}

const staysInMs = 4 * minuteInMs

function somebodyIsThere({ now, onset }: FaultContext): boolean {
  return (now - onset) % everyInMs < staysInMs
}
