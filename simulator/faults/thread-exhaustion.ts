import { minuteInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

export const threadExhaustionFault: Fault = {
  id: 'thread-exhaustion',
  title: 'Threads run out',
  cause:
    'A page that visitors have begun to use waits for asynchronous work with its thread in hand. The pool gets a new ' +
    'thread for each that is stuck, slower than they get stuck. A new process is well for ten minutes or so.',
  noticedAs: 'slow',
  right: ['soft-restart', 'restart', 'auto-heal'],
  useless: ['scale-out'],
  harmful: ['scale-in'],
  outcome: 'recovered',
  reach: 'app',
  unfeltForInMs: 21 * minuteInMs,
  effects: ({ ordinal, draw }) => ({ threadsPerSecond: 0.15 * (1 - 0.06 * ((ordinal + Math.floor(draw * 3)) % 3)) }),
}
