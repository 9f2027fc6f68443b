import type { Fault } from './types.ts'

export const slowDependency: Fault = {
  id: 'slow-dependency',
  title: 'Slow dependency',
  cause:
    'The database behind the app lets through three quarters of what is asked. Threads wait for it with the ' +
    'CPU idle; more instances only wait together.',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  strain: (moment) => ({
    waitInMs: 2800,
    dependencyPerSecond: 0.76 * moment.app.requestsPerSecond * moment.trafficAtOnset,
  }),
}
