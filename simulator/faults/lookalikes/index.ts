import type { Lookalike } from '../types.ts'
import { autoscaleInTimeLookalike } from './autoscale-in-time.ts'
import { checkThatIsRightLookalike } from './check-that-is-right.ts'
import { nightlyJobLookalike } from './nightly-job.ts'
import { scaleInBeforeDeploymentLookalike } from './scale-in-before-deployment.ts'

/** Estates that almost look like a cause and are not: in no practice and no drill, but scored. */
export const lookalikes: readonly Lookalike[] = [
  autoscaleInTimeLookalike,
  checkThatIsRightLookalike,
  nightlyJobLookalike,
  scaleInBeforeDeploymentLookalike,
]
