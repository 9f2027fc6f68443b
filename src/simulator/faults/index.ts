import { appStopped } from './app-stopped.ts'
import { azureOutage } from './azure-outage.ts'
import { badDeployment } from './bad-deployment.ts'
import { badInstance } from './bad-instance.ts'
import { coldStart } from './cold-start.ts'
import { configChange } from './config-change.ts'
import { containerBlocked } from './container-blocked.ts'
import { cpuSaturation } from './cpu-saturation.ts'
import { crashOnPath } from './crash-on-path.ts'
import { healthy } from './healthy.ts'
import { hungProcess } from './hung-process.ts'
import { memoryLeak } from './memory-leak.ts'
import { memoryTooSmall } from './memory-too-small.ts'
import { noisyNeighbour } from './noisy-neighbour.ts'
import { planQuota } from './plan-quota.ts'
import { slowDependency } from './slow-dependency.ts'
import { snatExhaustion } from './snat-exhaustion.ts'
import { threadExhaustion } from './thread-exhaustion.ts'
import { twoAtOnce } from './two-at-once.ts'
import type { Fault } from './types.ts'

export const faults: readonly Fault[] = [
  appStopped,
  azureOutage,
  badDeployment,
  badInstance,
  coldStart,
  configChange,
  containerBlocked,
  cpuSaturation,
  crashOnPath,
  healthy,
  hungProcess,
  memoryLeak,
  memoryTooSmall,
  noisyNeighbour,
  planQuota,
  slowDependency,
  snatExhaustion,
  threadExhaustion,
  twoAtOnce,
]

export function faultById(id: string): Fault | undefined {
  return faults.find((fault) => fault.id === id)
}
