import { gigabyteInBytes } from '../estate/estate-spec.ts'
import { hourInMs, minuteInMs } from '../physics/simulated-time.ts'
import type { Fault } from './types.ts'

const fillsInMs = 4 * hourInMs
/** What the Standard plan of this app allows. */
const limitInGigabytes = 50

export const diskFullFault: Fault = {
  id: 'disk-full',
  title: 'Storage full',
  cause:
    'A job writes a copy of the catalogue below /home every minute and deletes none, until the 50 GB that the plan has ' +
    'for files are full. Whatever writes there then fails, on every app of the plan; the rest is served as ever. ' +
    'Somebody has to delete files; a tier with more storage gives room.',
  app: 'contoso-shop',
  right: ['scale-up'],
  useless: ['soft-restart', 'restart', 'restart-instance', 'scale-out', 'auto-heal'],
  harmful: [],
  outcome: 'recovered',
  reach: 'app',
  unfeltForInMs: fillsInMs,
  effects: ({ now, onset }) => ({ keptInBytes: limitInGigabytes * gigabyteInBytes * ((now - onset) / fillsInMs) }),
  failure: {
    exception: 'System.IO.IOException',
    message: 'There is not enough space on the disk.',
    path: '/account/avatar',
    frames: [
      'System.IO.RandomAccess.WriteAtOffset(SafeFileHandle handle, ReadOnlySpan`1 buffer, Int64 fileOffset)',
      'Contoso.Shop.Uploads.AvatarStore.Save(Stream image)',
    ],
  },
  // A colleague set what makes no difference, an hour before anybody felt anything.
  operatorChanges: (onset) => [
    {
      at: onset + fillsInMs - 55 * minuteInMs,
      caller: 'p.devries@contoso.com',
      action: 'Microsoft.Web/sites/config/write',
      method: 'PATCH',
      below: '/config/web',
      effect: 'recycled',
    },
  ],
}
