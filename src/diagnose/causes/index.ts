import type { Cause } from '../types.ts'
import { azureOutage } from './azure-outage.ts'
import { badDeployment } from './bad-deployment.ts'
import { badInstance } from './bad-instance.ts'
import { cpuSaturation } from './cpu-saturation.ts'
import { memoryLeak } from './memory-leak.ts'
import { slowDependency } from './slow-dependency.ts'

/** Every cause that is considered. Of two that weigh the same, the one that stands first here is named first. */
export const causes: readonly Cause[] = [
  azureOutage,
  badDeployment,
  badInstance,
  memoryLeak,
  cpuSaturation,
  slowDependency,
]
