import { minuteInMs } from '../physics/simulated-time.ts'
import type { Fault, FaultContext } from './types.ts'

export const hungProcessFault: Fault = {
  id: 'hung-process',
  title: 'Hung processes',
  cause:
    'Two locks are taken in the wrong order: one process after the other stands still for good, alive and without ' +
    'using any CPU. A new process is well.',
  // Restarting one instance heals that one: nearly all of them hang. Where one is spared, one more may be enough for the
  // health check to take the others out.
  right: ['soft-restart', 'restart', 'auto-heal'],
  useless: [],
  harmful: ['scale-in'],
  outcome: 'recovered',
  reach: 'app',
  effects: (context) => ({ frozen: context.processStartedAt < context.onset && context.now >= hangsAt(context) }),
}

/** Within three minutes of each other; now and then the last of several is spared. */
function hangsAt({ onset, ordinal, draw, usualWorkers }: FaultContext): number {
  const isSpared = usualWorkers > 2 && draw < 0.25 && ordinal === usualWorkers - 1
  return isSpared ? Number.POSITIVE_INFINITY : onset + ordinal * (0.5 + draw) * minuteInMs
}
