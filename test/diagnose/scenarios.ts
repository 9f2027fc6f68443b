import * as first from './first-scenarios.ts'
import * as more from './more-scenarios.ts'
import type { SceneOf } from './scene.ts'
import * as start from './start-scenarios.ts'

export const scenes = {
  healthy: first.healthy,
  'cpu-saturation': first.cpuSaturation,
  'memory-leak': first.memoryLeak,
  'bad-deployment': first.badDeployment,
  'bad-instance': first.badInstance,
  'slow-dependency': first.slowDependency,
  'azure-outage': first.azureOutage,
  'app-stopped': more.appStopped,
  'plan-quota': more.planQuota,
  'disk-full': more.diskFull,
  'container-blocked': more.containerBlocked,
  'container-out-of-memory': more.containerOutOfMemory,
  'config-change': more.configChange,
  'secret-unresolved': more.secretUnresolved,
  'network-unreachable': more.networkUnreachable,
  'hung-process': more.hungProcess,
  crashing: more.crashing,
  'memory-too-small': more.memoryTooSmall,
  'noisy-neighbour': more.noisyNeighbour,
  'snat-exhaustion': more.snatExhaustion,
  'thread-exhaustion': more.threadExhaustion,
  'request-time-limit': more.requestTimeLimit,
  'cold-start': more.coldStart,
  'capacity-removed': more.capacityRemoved,
  'autoscale-flapping': more.autoscaleFlapping,
  'health-check-eviction': more.healthCheckEviction,
  'slow-warm-up': start.slowWarmUp,
  'auto-heal-loop': start.autoHealLoop,
  'swap-failed': start.swapFailed,
  'worker-replaced': start.workerReplaced,
  'access-restricted': more.accessRestricted,
  'bad-certificate': more.badCertificate,
  'failure-in-front': more.failureInFront,
} as const satisfies Record<string, SceneOf>

export type Scenario = keyof typeof scenes
export const faults = Object.keys(scenes).filter((id): id is Exclude<Scenario, 'healthy'> => id !== 'healthy')
