import type { Lookalike } from '../types.ts'
import { appRefusesByItselfLookalike } from './app-refuses-by-itself.ts'
import { autoHealAtWorkLookalike } from './auto-heal-at-work.ts'
import { autoscaleInTimeLookalike } from './autoscale-in-time.ts'
import { badDeploymentColdFirstLookalike } from './bad-deployment-cold-first.ts'
import { botScanLookalike } from './bot-scan.ts'
import { checkThatIsRightLookalike } from './check-that-is-right.ts'
import { containerKilledBeforeLookalike } from './container-killed-before.ts'
import { failedSwapThenDeployedLookalike } from './failed-swap-then-deployed.ts'
import { forgottenNameLookalike } from './forgotten-name.ts'
import { forgottenSecretLookalike } from './forgotten-secret.ts'
import { gatewayBeforeHungAppLookalike } from './gateway-before-hung-app.ts'
import { innocentSubnetLookalike } from './innocent-subnet.ts'
import { longPollingLookalike } from './long-polling.ts'
import { movedAndWellLookalike } from './moved-and-well.ts'
import { nightlyJobLookalike } from './nightly-job.ts'
import { scaleInBeforeDeploymentLookalike } from './scale-in-before-deployment.ts'
import { storageFullUnusedLookalike } from './storage-full-unused.ts'

/** Estates that almost look like a cause and are not: in no practice and no drill, but scored. */
export const lookalikes: readonly Lookalike[] = [
  appRefusesByItselfLookalike,
  autoHealAtWorkLookalike,
  autoscaleInTimeLookalike,
  badDeploymentColdFirstLookalike,
  botScanLookalike,
  checkThatIsRightLookalike,
  containerKilledBeforeLookalike,
  failedSwapThenDeployedLookalike,
  forgottenNameLookalike,
  forgottenSecretLookalike,
  gatewayBeforeHungAppLookalike,
  innocentSubnetLookalike,
  longPollingLookalike,
  movedAndWellLookalike,
  nightlyJobLookalike,
  scaleInBeforeDeploymentLookalike,
  storageFullUnusedLookalike,
]
