import type { Fault, FaultContext } from './types.ts'

export const noisyNeighbourFault: Fault = {
  id: 'noisy-neighbour',
  title: 'Noisy neighbour',
  cause:
    'A year-end report runs in the back office, which shares the plan: it takes nearly all CPU of every instance. The ' +
    'app that people complain about does what it always does. More instances spread the report thinner.',
  app: 'contoso-admin',
  reported: 'contoso-web',
  noticedAs: 'slow',
  right: ['scale-out'],
  useless: ['soft-restart', 'restart-instance'],
  harmful: ['restart', 'scale-in'],
  outcome: 'recovered',
  reach: 'app',
  effects: (context) => ({ burntCores: reportCores(context) / context.workers }),
}

/** What the others leave of the usual workers, by day and by night, and a little more. */
function reportCores({ usualWorkers, coresAWorker, otherCores, traffic }: FaultContext): number {
  return 1.01 * usualWorkers * coresAWorker - otherCores * Math.min(1, traffic)
}
