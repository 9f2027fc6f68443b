import type { Fault } from './types.ts'

export const slowDependencyFault: Fault = {
  id: 'slow-dependency',
  title: 'Slow dependency',
  cause:
    'The database behind the app lets through about three quarters of what is asked. Threads wait for it with the ' +
    'CPU idle; more instances only wait together.',
  noticedAs: 'slow',
  right: [],
  useless: [
    'soft-restart',
    'restart-instance',
    'scale-out',
    'scale-up',
    'autoscale-set',
    'automatic-scaling',
    'auto-heal',
  ],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: (context) => ({
    waitInMs: 2000 + 1600 * context.draw,
    dependencyPerSecond: (0.7 + 0.1 * context.draw) * context.app.requestsPerSecond * context.traffic,
  }),
}
