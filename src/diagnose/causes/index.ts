import type { Cause } from '../types.ts'
import { appStoppedCause } from './app-stopped.ts'
import { autoHealLoopCause } from './auto-heal-loop.ts'
import { azureOutageCause } from './azure-outage.ts'
import { badDeploymentCause } from './bad-deployment.ts'
import { badInstanceCause } from './bad-instance.ts'
import { coldStartCause } from './cold-start.ts'
import { configChangeCause } from './config-change.ts'
import { containerBlockedCause } from './container-blocked.ts'
import { cpuSaturationCause } from './cpu-saturation.ts'
import { crashingCause } from './crashing.ts'
import { hungProcessCause } from './hung-process.ts'
import { memoryLeakCause } from './memory-leak.ts'
import { memoryTooSmallCause } from './memory-too-small.ts'
import { noisyNeighbourCause } from './noisy-neighbour.ts'
import { planQuotaCause } from './plan-quota.ts'
import { slowDependencyCause } from './slow-dependency.ts'
import { slowWarmUpCause } from './slow-warm-up.ts'
import { snatExhaustionCause } from './snat-exhaustion.ts'
import { swapFailedCause } from './swap-failed.ts'
import { threadExhaustionCause } from './thread-exhaustion.ts'
import { workerReplacedCause } from './worker-replaced.ts'

/** Every cause that is considered. Of two that weigh the same, the one that stands first here is named first. */
export const causes: readonly Cause[] = [
  azureOutageCause,
  appStoppedCause,
  planQuotaCause,
  containerBlockedCause,
  swapFailedCause,
  badDeploymentCause,
  configChangeCause,
  autoHealLoopCause,
  workerReplacedCause,
  badInstanceCause,
  hungProcessCause,
  crashingCause,
  memoryLeakCause,
  memoryTooSmallCause,
  noisyNeighbourCause,
  cpuSaturationCause,
  snatExhaustionCause,
  threadExhaustionCause,
  slowDependencyCause,
  slowWarmUpCause,
  coldStartCause,
]
