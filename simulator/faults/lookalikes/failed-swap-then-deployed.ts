import { minuteInMs } from '../../physics/simulated-time.ts'
import { badDeploymentFault } from '../bad-deployment.ts'
import { failedSwap } from '../swap-failed.ts'
import type { Lookalike } from '../types.ts'

export const failedSwapThenDeployedLookalike: Lookalike = {
  ...badDeploymentFault,
  id: 'failed-swap-then-deployed',
  looksLike: 'swap-failed',
  title: 'Bad deployment after a swap that failed',
  cause:
    'A swap failed because the slot did not warm up, and harmed nothing. The colleague then deployed straight to ' +
    'production, and that version throws on a third of the requests.',
  causes: ['bad-deployment'],
  operatorChanges: (onset) => [failedSwap({ startedAt: onset - 12 * minuteInMs, endedAt: onset - 6 * minuteInMs })],
}
