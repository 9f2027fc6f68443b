import { hourInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

export const containerOutOfMemoryFault: Fault = {
  id: 'container-out-of-memory',
  title: 'Container killed for memory',
  cause:
    'A partner has begun to send price lists of hundreds of megabytes, and the app reads each of them as a whole: ' +
    'within half a minute it asks for more memory than the worker has, the kernel kills the container, and Azure starts ' +
    'another, which is well until the next list comes. Larger workers hold what a list takes.',
  app: 'contoso-api',
  right: ['scale-up'],
  useless: ['soft-restart', 'restart-instance', 'reboot-worker', 'scale-out'],
  harmful: ['restart', 'scale-in'],
  outcome: 'recovered',
  reach: 'app',
  effects: (context) => ({
    burstsPerRequest: (burstsAMinute * (0.8 + 0.4 * context.draw)) / requestsAMinute(context),
    burstInBytes: 0.8 * context.memoryAWorkerInBytes,
  }),
  // Somebody set what makes no difference, hours before.
  operatorChanges: (onset) => [
    {
      at: onset - 3 * hourInMs,
      caller: 's.bakker@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      effect: 'recycled',
    },
  ],
}

/** Over all instances together. */
const burstsAMinute = 1.1

/** The partner sends by day and by night: the more the others ask, the smaller the share. */
function requestsAMinute({ app, traffic }: { app: { requestsPerSecond: number }; traffic: number }): number {
  return 60 * app.requestsPerSecond * traffic
}
