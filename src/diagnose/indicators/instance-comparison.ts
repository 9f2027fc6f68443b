import { messageOf } from '../../i18n/message.ts'
import type { MetricFinding, StateFinding } from '../../incident/finding.ts'
import { instanceConditionOf } from '../../incident/instance-condition.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { compareCodeUnits, knownPoints, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { highestInstance, type InstanceOutlier, lowestInstance } from '../instance-outlier.ts'
import { roundAmount, roundPercent } from '../message-figures.ts'
import { instanceAveragesOf, instanceLevelsOf } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { responseTimeUp, serverErrorsHigh, syntheticRequestFailed } from './request-symptoms.ts'
import { stalledInstancesSpin } from './stall.ts'

interface NamedHit extends IndicatorHit {
  readonly instance: string
}

/** One measure in which an instance can stand out; it names the one that does. Thresholds are ours. */
type Comparison = (findings: ObservedFindings) => NamedHit | undefined

/** Ours: a share that many times that of the siblings is its own. */
const minOwnShareFactor = 5
/** Ours: with fewer answers to count, a share is chance. */
const minErrors = 5

/**
 * One instance fails far more of its own requests than its siblings do: a front end gives one that fails fast more of
 * them, and another may have few, so that counts alone say little.
 */
const failsMost: Comparison = (findings) => {
  const requests = instanceAveragesOf(findings, 'app', 'Requests')
  const errors = instanceAveragesOf(findings, 'app', 'Http5xx')
  const shares = requests.map(({ instance, now, probe }) => {
    const failed = errors.find((one) => one.instance === instance)?.now ?? 0
    return { instance, failed, share: failed / Math.max(now, failed, minCountedPerMinute), probe }
  })
  const [top, ...others] = shares.toSorted((a, b) => b.share - a.share || compareCodeUnits(a.instance, b.instance))
  const usual = medianOf(others.map(({ share }) => share))
  if (
    top === undefined ||
    usual === undefined ||
    top.share < minFailingShare ||
    top.failed * minutesSeen(findings) < minErrors
  )
    return undefined
  if (top.share < minOwnShareFactor * usual || others.some(({ share }) => share > top.share / 2)) return undefined
  const args = { instance: top.instance, share: roundPercent(top.share * 100), others: roundPercent(usual * 100) }
  return { instance: top.instance, text: messageOf('evidence.instance-errors', args), probe: top.probe, strength: 1 }
}

/** Ours: an instance that is ill fails a visible part of what it gets. */
const minFailingShare = 0.05
/** Ours: of one request in ten minutes nothing can be told. */
const minCountedPerMinute = 0.2

const minutesSeen = ({ since, window }: ObservedFindings): number =>
  since === undefined ? 5 : Math.max(5, (window.to - since) / 60_000)

const respondsSlowest: Comparison = (findings) => {
  const top = highestInstance(findings, 'app', 'HttpResponseTime')
  const alone = top?.othersCalm && top.now >= 3 * top.others && top.now - top.others >= 0.1
  return top && alone && isSlowMostly(findings, top)
    ? namedHitOf('evidence.instance-slow', top, roundAmount)
    : undefined
}

/**
 * Where nothing lasts, five minutes are all that is compared: one slow request among them makes no instance slow, nor do
 * five minutes such as any instance had in the hour, as where some requests are held open.
 */
const isSlowMostly = (findings: ObservedFindings, { instance, now, others }: InstanceOutlier): boolean =>
  findings.since !== undefined ||
  (instanceLevelsOf(findings, 'app', 'HttpResponseTime').some(
    (one) => one.instance === instance && one.now >= 3 * others,
  ) &&
    !wasAsSlowBefore(findings, now))

const comparedMinutes = 5
/** Ours: so near to it is the same. */
const asSlowShare = 0.7

const wasAsSlowBefore = (findings: ObservedFindings, seconds: number): boolean =>
  (metricFindingOf(findings, 'app', 'HttpResponseTime')?.series ?? []).some(({ points }) => {
    const earlier = valuesOfPoints(knownPoints(points)).slice(0, -2 * comparedMinutes)
    return earlier.some((_, from) => {
      const stretch = earlier.slice(from, from + comparedMinutes)
      const sum = stretch.reduce((total, value) => total + value, 0)
      return stretch.length === comparedMinutes && sum / comparedMinutes >= asSlowShare * seconds
    })
  })

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

/** Ours: who gets less than this of what it had has lost visitors too. */
const stillReachedShare = 0.6

/** Requests no longer reach it, while they still reach the others. */
const receivesNoRequests: Comparison = (findings) => {
  const levels = instanceAveragesOf(findings, 'app', 'Requests')
  const gone = levels.filter(({ before, now }) => (before ?? 0) >= 10 && now < (before ?? 0) / 3)
  const others = levels.filter((one) => !gone.includes(one))
  if (others.some(({ before, now }) => now < stillReachedShare * (before ?? 0))) return undefined
  const bottom = lowestInstance(findings, 'app', 'Requests')
  return bottom && gone.length === 1 && gone[0]?.instance === bottom.instance && !hasLeft(findings, bottom.instance)
    ? namedHitOf('evidence.instance-deaf', bottom, roundAmount)
    : undefined
}

/** Azure lists instances of the app, and not this one any more: it was scaled in, or another took its place. */
const hasLeft = (findings: ObservedFindings, instance: string): boolean => {
  const listed = new Set(stateFindingsOf(findings, 'instance').map(({ name }) => name.toLowerCase()))
  return (
    !listed.has(instance.toLowerCase()) &&
    instanceAveragesOf(findings, 'app', 'Requests').some((one) => listed.has(one.instance.toLowerCase()))
  )
}

const isNotReady: Comparison = (findings) => {
  const states = stateFindingsOf(findings, 'instance')
  const down = states.filter(
    (one) => one.properties.state !== 'READY' && instanceConditionOf(one, findings.window.to) === 'ill',
  )
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

/** Its container does not start, by Azure's own word, while it runs on all others: one that merely comes up has no error. */
const hasNoContainer: Comparison = (findings) => {
  const states = stateFindingsOf(findings, 'instance')
  const blocked = states.filter((one) => isContainerBlocked(one, findings.window.to))
  const [only] = blocked
  const others = states.filter((one) => one !== only)
  const areUp = others.length > 0 && others.every(({ properties: { containers } }) => Number(containers ?? 0) > 0)
  if (only === undefined || blocked.length > 1 || !areUp) return undefined
  return {
    instance: only.name,
    text: messageOf('evidence.instance-without-container', { instance: only.name, others: others.length }),
    probe: probeOfFinding(findings, only),
    strength: 1,
  }
}

const isContainerBlocked = (one: StateFinding, at: number): boolean =>
  one.properties.containers !== undefined &&
  !Number(one.properties.containers ?? 0) &&
  (/^(blocked|stopped)$/i.test(String(one.properties.state)) ||
    (Boolean(one.properties.lastError) && instanceConditionOf(one, at) === 'ill'))

/** Which it is, where one alone has no container. */
export const instanceWithoutContainer = (findings: ObservedFindings): string | undefined =>
  hasNoContainer(findings)?.instance

const namedHitOf = (key: string, top: InstanceOutlier, figure: (value: number) => number): NamedHit => ({
  instance: top.instance,
  text: messageOf(key, { instance: top.instance, now: figure(top.now), others: figure(top.others) }),
  probe: top.probe,
  strength: 1,
})

/** How much each says; those that visitors feel say most. */
export const instanceComparisons: readonly (readonly [Comparison, number])[] = [
  [failsMost, 0.6],
  [respondsSlowest, 0.6],
  [hasNoContainer, 0.6],
  [isUnhealthy, 0.35],
  [isNotReady, 0.35],
  [receivesNoRequests, 0.35],
  [queuesLongest, 0.2],
  [usesMostCpu, 0.25],
  [usesMostMemory, 0.25],
]

/** The one instance that stands out most: all signs are then about it. None does where most burn a core each for nothing. */
export const outlierInstanceOf = memoizeByReference((findings: ObservedFindings): string | undefined => {
  if (stalledInstancesSpin(findings) !== undefined) return undefined
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

/** One instance alone fails its requests. */
export const oneInstanceFails: Indicator = (findings) => {
  const found = failsMost(findings)
  return found?.instance === outlierInstanceOf(findings) ? found : undefined
}

/** Visitors feel one instance alone: against every cause that would touch them all. */
export const onlyOneInstanceAffected: Indicator = (findings) => {
  const found = failsMost(findings) ?? respondsSlowest(findings)
  return found?.instance === outlierInstanceOf(findings) ? found : undefined
}

/** Requests suffer, and no instance stands out. */
export const allInstancesAlike: Indicator = (findings) => {
  const suffers = responseTimeUp(findings) ?? serverErrorsHigh(findings) ?? syntheticRequestFailed(findings)
  const count = countOf(findings, 'app', 'Requests')
  if (suffers === undefined || count < 2 || outlierInstanceOf(findings) !== undefined) return undefined
  return { text: messageOf('evidence.instances-alike', { count }), probe: 'app-metrics', strength: 1 }
}

const countOf = (findings: ObservedFindings, of: MetricFinding['of'], metric: string): number =>
  instanceAveragesOf(findings, of, metric).length
