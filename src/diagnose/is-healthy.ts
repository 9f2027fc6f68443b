import type { ProbeCoverage } from '../incident/finding.ts'
import { findingsOfKind, metricFindingOf, stateFindingsOf } from '../incident/read-findings.ts'
import { combineInstances } from '../series/known-points.ts'
import { type Indicator, unlessShown } from './cause-model.ts'
import { customerInitiated, resourceImpaired, serviceHealthEvent } from './indicators/azure-health.ts'
import { queueGrew } from './indicators/backlog.ts'
import { cpuHighEverywhere } from './indicators/cpu.ts'
import { hostNameFails } from './indicators/host-names.ts'
import { slowNowAndThen } from './indicators/idle.ts'
import { outlierInstanceOf } from './indicators/instance-comparison.ts'
import { diskQueueLong, memoryFullBefore } from './indicators/memory-full.ts'
import { memoryHigh, memoryRose } from './indicators/memory-growth.ts'
import { requestsHalved, visitorsAffected } from './indicators/request-symptoms.ts'
import { cpuHighAsUsual } from './indicators/usual-load.ts'
import { probesCovering } from './observed-findings.ts'
import type { ObservedFindings } from './types.ts'

/** What visitors do not feel yet. */
const earlyIndicators: readonly Indicator[] = [
  unlessShown(cpuHighAsUsual, queueGrew),
  unlessShown(cpuHighAsUsual, cpuHighEverywhere),
  // Memory that is as full on every day, as a runtime's fixed heap keeps it, harms nobody while nothing is paged out.
  unlessShown(unlessShown(diskQueueLong, memoryFullBefore), memoryHigh),
  memoryRose,
  slowNowAndThen,
  requestsHalved,
  resourceImpaired,
  customerInitiated,
  serviceHealthEvent,
]

/** Nothing is wrong as far as can be seen. */
export const isHealthy = (findings: ObservedFindings): boolean =>
  isAppHealthy(findings) && hostNameFails(findings) === undefined

/** A name of the app fails, and nothing else is seen to be wrong: no reason for a step of any cause. */
export const isOnlyNameFailing = (findings: ObservedFindings): boolean =>
  hostNameFails(findings) !== undefined && isAppHealthy(findings)

const isAppHealthy = (findings: ObservedFindings): boolean =>
  [visitorsAffected, ...earlyIndicators].every((sign) => sign(findings) === undefined) &&
  outlierInstanceOf(findings) === undefined &&
  stateFindingsOf(findings, 'app').every(({ properties }) => (properties.state ?? 'Running') === 'Running')

/** Whether enough was seen to say so: the app's state, its requests, the plan's CPU and memory, a request of our own. */
export const hasEnoughData = (findings: ObservedFindings): boolean =>
  stateFindingsOf(findings, 'app').length > 0 &&
  hasValues(findings, 'app', 'Requests') &&
  (findingsOfKind(findings, 'request').length > 0 ||
    (isNotOffered(findings, 'own-request') && hasVisitors(findings))) &&
  (isNotOffered(findings, 'plan-figures') ||
    (hasValues(findings, 'plan', 'CpuPercentage') && hasValues(findings, 'plan', 'MemoryPercentage')))

/** Where we do not visit ourselves, others must have: no figure of an app that nobody asked shows that it answers. */
const hasVisitors = (findings: ObservedFindings): boolean => {
  const requests = metricFindingOf(findings, 'app', 'Requests')
  return requests !== undefined && combineInstances(requests).some(([, value]) => value > 0)
}

/** Free and Shared have no plan figures, a private app is not visited: there is nothing to wait for. */
const isNotOffered = (findings: ObservedFindings, coverage: ProbeCoverage): boolean => {
  const probes = probesCovering(findings, coverage)
  return findings.results.some(({ probe, status }) => status === 'not-offered' && probes.includes(probe))
}

const hasValues = (findings: ObservedFindings, of: 'app' | 'plan', metric: string): boolean => {
  const finding = metricFindingOf(findings, of, metric)
  return finding !== undefined && combineInstances(finding).length > 0
}
