import { badDeploymentFault } from '../bad-deployment.ts'
import type { Lookalike } from '../types.ts'

/** The health check fails, and so do visitors: it tells the truth. */
export const checkThatIsRightLookalike: Lookalike = {
  ...badDeploymentFault,
  id: 'check-that-is-right',
  title: 'A health check that is right',
  cause: 'The newest deployment throws on many requests, and its health check says so on most instances.',
  causes: ['bad-deployment'],
  looksLike: 'health-check-eviction',
  effects: (context) => ({ ...badDeploymentFault.effects(context), failsHealthCheck: context.ordinal % 3 !== 0 }),
}
