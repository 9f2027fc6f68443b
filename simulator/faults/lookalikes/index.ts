import type { Lookalike } from '../types.ts'
import { autoHealAtWorkLookalike } from './auto-heal-at-work.ts'
import { badDeploymentColdFirstLookalike } from './bad-deployment-cold-first.ts'
import { failedSwapThenDeployedLookalike } from './failed-swap-then-deployed.ts'
import { movedAndWellLookalike } from './moved-and-well.ts'

/** Estates that almost look like a cause and are not: in no practice and no drill, but scored. */
export const lookalikes: readonly Lookalike[] = [
  autoHealAtWorkLookalike,
  badDeploymentColdFirstLookalike,
  failedSwapThenDeployedLookalike,
  movedAndWellLookalike,
]
