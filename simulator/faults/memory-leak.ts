import { hourInMs } from '../physics/simulated-time.ts'
import type { Fault, FaultContext } from './types.ts'

export const memoryLeakFault: Fault = {
  id: 'memory-leak',
  title: 'Memory leak',
  cause:
    'A nightly import keeps every batch in a static cache: each process grows until it pages and runs out of memory. ' +
    'When it runs out, its successor takes up the same batch at once and fills as well; a process that is restarted in ' +
    'good order hands the batch back, and leaks again only with the next import, hours later.',
  practisedOn: 'contoso-api',
  // Restarting one instance heals that one: all of them leak.
  right: ['soft-restart', 'restart'],
  useless: ['scale-out', 'restart-instance', 'reboot-worker'],
  harmful: ['scale-in'],
  outcome: 'recovered',
  reach: 'app',
  effects: (context) => (isImporting(context) ? { leakInBytesPerSecond: leakOf(context) } : {}),
}

const untilNextImportInMs = 4 * hourInMs

/** Half of the worker's memory in about twelve minutes, no two instances at the same pace. */
const fillInSeconds = 12 * 60

function isImporting(context: FaultContext): boolean {
  if (context.followsCrash) return true
  return context.processStartedAt < context.onset || context.now >= context.processStartedAt + untilNextImportInMs
}

function leakOf(context: FaultContext): number {
  const pace = 1 - 0.08 * ((context.ordinal + Math.floor(context.draw * 3)) % 3)
  return ((0.56 * context.memoryAWorkerInBytes) / (fillInSeconds * (0.9 + 0.3 * context.draw))) * pace
}
