import { azureOutage } from './azure-outage.ts'
import { badDeployment } from './bad-deployment.ts'
import { badInstance } from './bad-instance.ts'
import { cpuSaturation } from './cpu-saturation.ts'
import { healthy } from './healthy.ts'
import { memoryLeak } from './memory-leak.ts'
import { slowDependency } from './slow-dependency.ts'
import type { Fault } from './types.ts'

export const faults: readonly Fault[] = [
  azureOutage,
  badDeployment,
  badInstance,
  cpuSaturation,
  healthy,
  memoryLeak,
  slowDependency,
]

export function faultById(id: string): Fault | undefined {
  return faults.find((fault) => fault.id === id)
}
