import type { Fault } from './types.ts'

const minuteInMs = 60_000

export const capacityRemovedFault: Fault = {
  id: 'capacity-removed',
  title: 'Capacity taken away',
  cause:
    'To save money a colleague took two of the three workers away. As many visitors come as ever, and the one that is ' +
    'left is out of CPU. That a log level was changed before has nothing to do with it.',
  right: ['scale-out', 'autoscale-set', 'automatic-scaling'],
  useless: ['soft-restart', 'restart-instance', 'swap-back'],
  harmful: ['restart', 'scale-in'],
  outcome: 'recovered',
  reach: 'app',
  effects: () => ({}),
  usual: ({ traffic }) => ({ surge: 2.3 * traffic }),
  planChanges: (onset) => [{ at: onset, by: 'person', workers: 1 }],
  operatorChanges: (onset) => [
    {
      at: onset - 17 * minuteInMs,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PUT',
      below: '/config/appsettings',
      appSettings: { Logging__LogLevel__Default: 'Warning' },
      effect: 'recycled',
    },
  ],
}
