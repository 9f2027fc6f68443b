import type { Cause } from '../types.ts'
import { accessRestrictedCause } from './access-restricted.ts'
import { appStoppedCause } from './app-stopped.ts'
import { autoHealLoopCause } from './auto-heal-loop.ts'
import { autoscaleFlappingCause } from './autoscale-flapping.ts'
import { azureOutageCause } from './azure-outage.ts'
import { badCertificateCause } from './bad-certificate.ts'
import { badDeploymentCause } from './bad-deployment.ts'
import { badInstanceCause } from './bad-instance.ts'
import { capacityRemovedCause } from './capacity-removed.ts'
import { coldStartCause } from './cold-start.ts'
import { configChangeCause } from './config-change.ts'
import { containerBlockedCause } from './container-blocked.ts'
import { containerOutOfMemoryCause } from './container-out-of-memory.ts'
import { cpuSaturationCause } from './cpu-saturation.ts'
import { crashingCause } from './crashing.ts'
import { diskFullCause } from './disk-full.ts'
import { failureInFrontCause } from './failure-in-front.ts'
import { healthCheckEvictionCause } from './health-check-eviction.ts'
import { hungProcessCause } from './hung-process.ts'
import { memoryLeakCause } from './memory-leak.ts'
import { memoryTooSmallCause } from './memory-too-small.ts'
import { networkUnreachableCause } from './network-unreachable.ts'
import { noisyNeighbourCause } from './noisy-neighbour.ts'
import { planQuotaCause } from './plan-quota.ts'
import { requestTimeLimitCause } from './request-time-limit.ts'
import { secretUnresolvedCause } from './secret-unresolved.ts'
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
  diskFullCause,
  accessRestrictedCause,
  secretUnresolvedCause,
  containerBlockedCause,
  swapFailedCause,
  badDeploymentCause,
  networkUnreachableCause,
  configChangeCause,
  healthCheckEvictionCause,
  autoHealLoopCause,
  workerReplacedCause,
  badCertificateCause,
  failureInFrontCause,
  badInstanceCause,
  hungProcessCause,
  containerOutOfMemoryCause,
  crashingCause,
  memoryLeakCause,
  memoryTooSmallCause,
  autoscaleFlappingCause,
  capacityRemovedCause,
  noisyNeighbourCause,
  cpuSaturationCause,
  snatExhaustionCause,
  threadExhaustionCause,
  requestTimeLimitCause,
  slowDependencyCause,
  slowWarmUpCause,
  coldStartCause,
]
