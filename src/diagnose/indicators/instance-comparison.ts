import { messageOf } from '../../i18n/message.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import { instanceConditionOf } from '../../incident/instance-condition.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import { compareCodeUnits } from '../../series/known-points.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { highestInstance, type InstanceOutlier, lowestInstance } from '../instance-outlier.ts'
import { roundAmount, roundPercent } from '../message-figures.ts'
import { instanceAveragesOf } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { cpuTimeUp } from './cpu.ts'
import {
  errorShareThreshold,
  errorsPerMinuteThreshold,
  moreRequests,
  responseTimeUp,
  serverErrorsHigh,
  syntheticRequestFailed,
} from './request-symptoms.ts'

interface NamedHit extends IndicatorHit {
  readonly instance: string
}

/** One measure in which an instance can stand out; it names the one that does. Thresholds are ours. */
type Comparison = (findings: ObservedFindings) => NamedHit | undefined

/** Nearly all errors come from one instance, although the others serve too. */
const hasMostErrors: Comparison = (findings) => {
  const errors = instanceAveragesOf(findings, 'app', 'Http5xx')
  const serving = instanceAveragesOf(findings, 'app', 'Requests')
  const top = errors.toSorted((a, b) => b.now - a.now || compareCodeUnits(a.instance, b.instance))[0]
  if (top === undefined || top.now <= errorsPerMinuteThreshold || serving.length < 2) return undefined
  const share = top.now / errors.reduce((total, { now }) => total + now, 0)
  const own = top.now / Math.max(1, serving.find(({ instance }) => instance === top.instance)?.now ?? 0)
  if (share < (serving.length === 2 ? 0.9 : 0.8) || own < errorShareThreshold) return undefined
  const args = { instance: top.instance, share: roundPercent(share * 100), now: roundAmount(top.now) }
  return { instance: top.instance, text: messageOf('evidence.instance-errors', args), probe: top.probe, strength: 1 }
}

const respondsSlowest: Comparison = (findings) => {
  const top = highestInstance(findings, 'app', 'HttpResponseTime')
  const alone = top?.othersCalm && top.now >= 3 * top.others && top.now - top.others >= 0.1
  return top && alone ? namedHitOf('evidence.instance-slow', top, roundAmount) : undefined
}

const queuesLongest: Comparison = (findings) => {
  const top = highestInstance(findings, 'app', 'RequestsInApplicationQueue')
  return top && top.now >= 10 && top.now >= 5 * Math.max(1, top.others)
    ? namedHitOf('evidence.instance-queue', top, roundAmount)
    : undefined
}

const usesMostCpu: Comparison = (findings) => {
  const top = highestInstance(findings, 'plan', 'CpuPercentage')
  return top && top.now >= 80 && top.now - top.others >= 30
    ? namedHitOf('evidence.instance-cpu', top, roundPercent)
    : undefined
}

const usesMostMemory: Comparison = (findings) => {
  const top = highestInstance(findings, 'plan', 'MemoryPercentage')
  return top && top.now >= 80 && top.now - top.others >= 20
    ? namedHitOf('evidence.instance-memory', top, roundPercent)
    : undefined
}

const isUnhealthy: Comparison = (findings) => {
  const bottom = lowestInstance(findings, 'app', 'HealthCheckStatus')
  return bottom && bottom.now < 100 && bottom.others >= 100
    ? namedHitOf('evidence.instance-unhealthy', bottom, roundPercent)
    : undefined
}

/** Requests no longer reach it, while they still reach the others. */
const receivesNoRequests: Comparison = (findings) => {
  const gone = instanceAveragesOf(findings, 'app', 'Requests').filter(
    ({ before, now }) => (before ?? 0) >= 10 && now < (before ?? 0) / 3,
  )
  const bottom = lowestInstance(findings, 'app', 'Requests')
  return bottom && gone.length === 1 && gone[0]?.instance === bottom.instance
    ? namedHitOf('evidence.instance-deaf', bottom, roundAmount)
    : undefined
}

const isNotReady: Comparison = (findings) => {
  const states = stateFindingsOf(findings, 'instance')
  const down = states.filter((one) => one.properties.state !== 'READY' && instanceConditionOf(one) === 'ill')
  const only = down[0]
  if (only === undefined || down.length > 1 || states.length < 2) return undefined
  const args = { instance: only.name, state: String(only.properties.state ?? 'UNKNOWN') }
  return {
    instance: only.name,
    text: messageOf('evidence.instance-state', args),
    probe: probeOfFinding(findings, only),
    strength: 1,
  }
}

const namedHitOf = (key: string, top: InstanceOutlier, figure: (value: number) => number): NamedHit => ({
  instance: top.instance,
  text: messageOf(key, { instance: top.instance, now: figure(top.now), others: figure(top.others) }),
  probe: top.probe,
  strength: 1,
})

/** How much each says; those that visitors feel say most. */
export const instanceComparisons: readonly (readonly [Comparison, number])[] = [
  [hasMostErrors, 0.55],
  [respondsSlowest, 0.55],
  [isUnhealthy, 0.35],
  [isNotReady, 0.35],
  [receivesNoRequests, 0.35],
  [queuesLongest, 0.2],
  [usesMostCpu, 0.25],
  [usesMostMemory, 0.25],
]

/** The one instance that stands out most: it is the one that all signs are then about. */
export const outlierInstanceOf = memoizeByReference((findings: ObservedFindings): string | undefined => {
  const votes = new Map<string, number>()
  for (const [compare, weight] of instanceComparisons) {
    const found = compare(findings)
    if (found !== undefined) votes.set(found.instance, (votes.get(found.instance) ?? 0) + weight)
  }
  return [...votes].toSorted(([a, x], [b, y]) => y - x || compareCodeUnits(a, b))[0]?.[0]
})

export const outlierIndicator =
  (compare: Comparison): Indicator =>
  (findings) => {
    const found = compare(findings)
    return found !== undefined && found.instance === outlierInstanceOf(findings) ? found : undefined
  }

/** Any of the comparisons names an instance. */
export const anyInstanceStandsOut: Indicator = (findings) => {
  const name = outlierInstanceOf(findings)
  for (const [compare] of instanceComparisons) {
    const found = compare(findings)
    if (found !== undefined && found.instance === name) return found
  }
  return undefined
}

/** Nearly all errors come from one instance. */
export const oneInstanceFails: Indicator = (findings) => {
  const found = hasMostErrors(findings)
  return found?.instance === outlierInstanceOf(findings) ? found : undefined
}

/** Visitors feel one instance alone: against every cause that would touch them all. */
export const onlyOneInstanceAffected: Indicator = (findings) => {
  const found = hasMostErrors(findings) ?? respondsSlowest(findings)
  return found?.instance === outlierInstanceOf(findings) ? found : undefined
}

/** Requests suffer, and no instance stands out. */
export const allInstancesAlike: Indicator = (findings) => {
  const suffers = responseTimeUp(findings) ?? serverErrorsHigh(findings) ?? syntheticRequestFailed(findings)
  const count = countOf(findings, 'app', 'Requests')
  if (suffers === undefined || count < 2 || outlierInstanceOf(findings) !== undefined) return undefined
  return { text: messageOf('evidence.instances-alike', { count }), probe: 'app-metrics', strength: 1 }
}

/**
 * The plan has one instance and that one burns CPU, fails or is slow without more requests and without a change: with
 * no sibling to compare, its process going astray is likelier than every app of the plan doing so.
 */
export const onlyInstanceMisbehaves: Indicator = (findings) => {
  const [only, second] = instanceAveragesOf(findings, 'plan', 'CpuPercentage')
  const name = only?.instance
  if (name === undefined || second !== undefined || only === undefined || moreRequests(findings) !== undefined)
    return undefined
  const astray =
    cpuTimeUp(findings) !== undefined && (serverErrorsHigh(findings) ?? responseTimeUp(findings)) !== undefined
  if (!astray) return undefined
  const text = messageOf('evidence.only-instance-astray', { instance: name, now: roundPercent(only.now) })
  return { text, probe: only.probe, strength: 1 }
}

/** The plan's only instance. */
export const onlyInstanceOf = (findings: ObservedFindings): string | undefined => {
  const instances = instanceAveragesOf(findings, 'plan', 'CpuPercentage')
  return instances.length === 1 ? instances[0]?.instance : undefined
}

const countOf = (findings: ObservedFindings, of: MetricFinding['of'], metric: string): number =>
  instanceAveragesOf(findings, of, metric).length
