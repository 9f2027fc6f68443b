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
  effects: (moment) =>
    isTheSickOne(moment)
      ? { burntCores: 0.78 * moment.coresAWorker, waitInMs: 6000 + 4000 * moment.draw, errorRatio: 0.45 }
      : {},
}

/** Never the newest of several: scaling in would take that one away. */
function isTheSickOne(moment: FaultContext): boolean {
  const sick = Math.floor(moment.draw * Math.max(1, moment.usualWorkers - 1))
  return moment.ordinal === sick && moment.processStartedAt < moment.onset
}
