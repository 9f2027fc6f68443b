import type { Fault, FaultContext } from './types.ts'

export const badInstanceFault: Fault = {
  id: 'bad-instance',
  title: 'One bad instance',
  cause:
    'On one instance the process is caught in a lock with threads that spin: its requests wait and half of them fail. ' +
    'A new process on that instance is well.',
  right: ['restart-instance', 'soft-restart', 'health-check', 'restart', 'reboot-worker'],
  useless: ['scale-out'],
  harmful: ['scale-in'],
  outcome: 'recovered',
  reach: 'app',
  effects: (context) =>
    isTheSickOne(context)
      ? { burntCores: 0.78 * context.coresAWorker, waitInMs: 6000 + 4000 * context.draw, errorRatio: 0.45 }
      : {},
}

/** Never the newest of several: scaling in would take that one away. */
function isTheSickOne(context: FaultContext): boolean {
  const sick = Math.floor(context.draw * Math.max(1, context.usualWorkers - 1))
  return context.ordinal === sick && context.processStartedAt < context.onset
}
