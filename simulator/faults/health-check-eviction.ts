import type { Fault } from './types.ts'

const minuteInMs = 60_000
const deepPath = '/health/ready'

export const healthCheckEvictionFault: Fault = {
  id: 'health-check-eviction',
  title: 'A health check that takes out what is well',
  cause:
    'A colleague pointed the health check at a path that also asks a search index, to which two of the three instances ' +
    'have no connection. Nobody else needs it. Azure took one of the two out of rotation, and the rest is out of CPU.',
  noticedAs: 'slow',
  right: ['health-check', 'scale-out', 'autoscale-set', 'automatic-scaling', 'scale-up'],
  useless: ['soft-restart', 'restart-instance', 'swap-back'],
  harmful: ['restart', 'scale-in'],
  outcome: 'left-alone',
  reach: 'app',
  // Ten pings have to fail before one is taken out.
  unfeltForInMs: 11 * minuteInMs,
  effects: ({ config, ordinal }) => ({ failsHealthCheck: config.healthCheckPath === deepPath && ordinal % 3 !== 0 }),
  // Machines call it, by day and by night.
  usual: () => ({ surge: 2.8 }),
  operatorChanges: (onset) => [
    {
      at: onset,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      config: { healthCheckPath: deepPath },
      effect: 'recycled',
    },
  ],
}
