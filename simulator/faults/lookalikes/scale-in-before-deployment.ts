import { badDeploymentFault } from '../bad-deployment.ts'
import type { Lookalike } from '../types.ts'

/** A worker went right before, and those that are left have room enough: it is the code that came after. */
export const scaleInBeforeDeploymentLookalike: Lookalike = {
  ...badDeploymentFault,
  id: 'scale-in-before-deployment',
  title: 'A worker fewer, and then a bad deployment',
  cause:
    'The newest deployment throws. That somebody took a worker away some minutes before, nobody would have noticed.',
  causes: ['bad-deployment'],
  looksLike: 'capacity-removed',
  harmful: ['restart', 'scale-out'],
  planChanges: (onset) => [{ at: onset - 6 * 60_000, by: 'person', workers: 2 }],
}
