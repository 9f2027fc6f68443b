import type { Cause } from '../types.ts'
import { appStopped } from './app-stopped.ts'
import { azureOutage } from './azure-outage.ts'
import { badDeployment } from './bad-deployment.ts'
import { badInstance } from './bad-instance.ts'
import { coldStart } from './cold-start.ts'
import { configChange } from './config-change.ts'
import { containerBlocked } from './container-blocked.ts'
import { cpuSaturation } from './cpu-saturation.ts'
import { crashing } from './crashing.ts'
import { hungProcess } from './hung-process.ts'
import { memoryLeak } from './memory-leak.ts'
import { memoryTooSmall } from './memory-too-small.ts'
import { noisyNeighbour } from './noisy-neighbour.ts'
import { planQuota } from './plan-quota.ts'
import { slowDependency } from './slow-dependency.ts'
import { snatExhaustion } from './snat-exhaustion.ts'
import { threadExhaustion } from './thread-exhaustion.ts'

/** Every cause that is considered. Of two that weigh the same, the one that stands first here is named first. */
export const causes: readonly Cause[] = [
  azureOutage,
  appStopped,
  planQuota,
  containerBlocked,
  badDeployment,
  configChange,
  badInstance,
  hungProcess,
  crashing,
  memoryLeak,
  memoryTooSmall,
  noisyNeighbour,
  cpuSaturation,
  snatExhaustion,
  threadExhaustion,
  slowDependency,
  coldStart,
]
