import { accessRestrictedFault } from './access-restricted.ts'
import { appStoppedFault } from './app-stopped.ts'
import { autoHealLoopFault } from './auto-heal-loop.ts'
import { autoscaleFlappingFault } from './autoscale-flapping.ts'
import { azureOutageFault } from './azure-outage.ts'
import { badCertificateFault } from './bad-certificate.ts'
import { badDeploymentFault } from './bad-deployment.ts'
import { badInstanceFault } from './bad-instance.ts'
import { capacityRemovedFault } from './capacity-removed.ts'
import { coldStartFault } from './cold-start.ts'
import { configChangeFault } from './config-change.ts'
import { containerBlockedFault } from './container-blocked.ts'
import { containerOutOfMemoryFault } from './container-out-of-memory.ts'
import { cpuSaturationFault } from './cpu-saturation.ts'
import { crashOnPathFault } from './crash-on-path.ts'
import { diskFullFault } from './disk-full.ts'
import { failureInFrontFault } from './failure-in-front.ts'
import { healthCheckEvictionFault } from './health-check-eviction.ts'
import { healthyFault } from './healthy.ts'
import { hungProcessFault } from './hung-process.ts'
import { lookalikes } from './lookalikes/index.ts'
import { memoryLeakFault } from './memory-leak.ts'
import { memoryTooSmallFault } from './memory-too-small.ts'
import { networkUnreachableFault } from './network-unreachable.ts'
import { noisyNeighbourFault } from './noisy-neighbour.ts'
import { planQuotaFault } from './plan-quota.ts'
import { privateZoneUnlinkedFault } from './private-zone-unlinked.ts'
import { requestTimeLimitFault } from './request-time-limit.ts'
import { secretUnresolvedFault } from './secret-unresolved.ts'
import { signInRequiredFault } from './sign-in-required.ts'
import { slowDependencyFault } from './slow-dependency.ts'
import { slowWarmUpFault } from './slow-warm-up.ts'
import { snatExhaustionFault } from './snat-exhaustion.ts'
import { swapFailedFault } from './swap-failed.ts'
import { threadExhaustionFault } from './thread-exhaustion.ts'
import { twoAtOnceFault } from './two-at-once.ts'
import type { Fault, FaultTruth, TruthMoment } from './types.ts'
import { workerReplacedFault } from './worker-replaced.ts'

export const faults: readonly Fault[] = [
  accessRestrictedFault,
  appStoppedFault,
  autoscaleFlappingFault,
  autoHealLoopFault,
  azureOutageFault,
  badCertificateFault,
  badDeploymentFault,
  badInstanceFault,
  capacityRemovedFault,
  coldStartFault,
  configChangeFault,
  containerBlockedFault,
  containerOutOfMemoryFault,
  cpuSaturationFault,
  crashOnPathFault,
  healthCheckEvictionFault,
  diskFullFault,
  failureInFrontFault,
  healthyFault,
  hungProcessFault,
  memoryLeakFault,
  memoryTooSmallFault,
  networkUnreachableFault,
  noisyNeighbourFault,
  planQuotaFault,
  requestTimeLimitFault,
  signInRequiredFault,
  privateZoneUnlinkedFault,
  secretUnresolvedFault,
  slowDependencyFault,
  slowWarmUpFault,
  snatExhaustionFault,
  swapFailedFault,
  threadExhaustionFault,
  twoAtOnceFault,
  workerReplacedFault,
]

/** Where a fault is put that says nothing of it. */
export const defaultFaultyApp = 'contoso-web'

export function faultyAppOf({ app = defaultFaultyApp }: Pick<Fault, 'app'>): string {
  return app
}

export function reportedAppOf(fault: Pick<Fault, 'app' | 'reported'>): string {
  return fault.reported ?? faultyAppOf(fault)
}

/** What a right verdict names: none where nothing is wrong. */
export function trueCausesOf({
  id,
  causes = [id],
  outcome,
}: Pick<Fault, 'id' | 'causes' | 'outcome'>): readonly string[] {
  return outcome === 'nothing-wrong' ? [] : causes
}

/** The right answer so long after the onset. */
export function truthOf(fault: Fault, moment: Omit<TruthMoment, 'ageInMs'>): FaultTruth {
  const ageInMs = moment.at - moment.onset - (fault.unfeltForInMs ?? 0)
  return fault.truthAt?.({ ...moment, ageInMs }) ?? { causes: trueCausesOf(fault), outcome: fault.outcome }
}

export function faultById(id: string): Fault | undefined {
  return [...faults, ...lookalikes].find((fault) => fault.id === id)
}
