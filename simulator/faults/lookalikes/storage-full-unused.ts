import { gigabyteInBytes } from '../../estate/estate-spec.ts'
import { slowDependencyFault } from '../slow-dependency.ts'
import type { Lookalike } from '../types.ts'

/** Storage that is full says nothing of an app that never writes there. */
export const storageFullUnusedLookalike: Lookalike = {
  id: 'storage-full-unused',
  looksLike: 'disk-full',
  title: 'Storage full, and nobody writes to it',
  cause:
    'The storage below /home is full of old packages, and the app, which runs from one of them, writes nothing there. ' +
    'What is slow is its database.',
  causes: ['slow-dependency'],
  app: 'contoso-shop',
  noticedAs: 'slow',
  right: [],
  useless: ['soft-restart', 'restart-instance', 'scale-out', 'scale-up'],
  harmful: ['restart'],
  outcome: 'left-alone',
  reach: 'app',
  effects: (context) => ({
    ...slowDependencyFault.effects(context),
    keptInBytes: 300 * gigabyteInBytes,
    writingRatio: 0,
  }),
}
