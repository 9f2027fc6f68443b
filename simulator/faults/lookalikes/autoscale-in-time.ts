import type { Lookalike } from '../types.ts'

const minuteInMs = 60_000

/** Workers go out and in with the batches that they are for, and nobody waits. */
export const autoscaleInTimeLookalike: Lookalike = {
  id: 'autoscale-in-time',
  title: 'Autoscale that keeps up',
  cause:
    'Autoscale adds a worker for each batch and takes it away afterwards. Nobody feels it; the report is a false alarm.',
  looksLike: 'autoscale-flapping',
  right: [],
  useless: ['soft-restart', 'restart-instance'],
  harmful: ['restart', 'autoscale-set', 'scale-out'],
  outcome: 'nothing-wrong',
  reach: 'app',
  unfeltForInMs: 70 * minuteInMs,
  effects: () => ({}),
  autoscale: (onset) => ({ at: onset - 5 * minuteInMs, minimum: 3, maximum: 5, rules: [] }),
  planChanges: (onset) =>
    Array.from({ length: 12 }, (_, index) => ({
      at: onset + index * 15 * minuteInMs,
      by: 'autoscale' as const,
      workers: index % 2 === 0 ? 4 : 3,
    })),
}
