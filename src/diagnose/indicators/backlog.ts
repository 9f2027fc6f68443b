import { messageOf } from '../../i18n/message.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import { combineInstances, knownPoints, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import { findRisingTrend } from '../../series/rising-trend.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { beforeAndNowArgs, comparisonKey, roundAmount } from '../message-figures.ts'
import { type MetricLevel, metricLevelOf, ratioToBefore } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/** Microsoft's baseline alert: a plan's HttpQueueLength above 100. */
const minLongQueueRequests = 100

/** Requests wait: in the app's queue three times as many and ten more than before (ours), or past Microsoft's 100. */
export const queueGrew: Indicator = (findings) => {
  const levels = [
    metricLevelOf(findings, 'app', 'RequestsInApplicationQueue'),
    metricLevelOf(findings, 'plan', 'HttpQueueLength'),
  ]
  const long = levels.find((level) => level !== undefined && isLong(level))
  return long && saidOf('evidence.queue', long)
}

const isLong = (level: MetricLevel): boolean =>
  level.now > minLongQueueRequests || ((ratioToBefore(level, 1) ?? 0) >= 3 && level.now - (level.before ?? 0) >= 10)

/** Threads that wait for an answer add up: a third more than before (ours). */
export const moreThreads: Indicator = (findings) => riseIn(findings, 'Threads', 1.33)

/** So do open connections: half as many again (ours). */
export const moreConnections: Indicator = (findings) => riseIn(findings, 'AppConnections', 1.5)

/** Threads are as many as ever: nothing waits on a thread of its own. */
export const threadsFlat: Indicator = (findings) => flatIn(findings, 'Threads', 1.2)

/** So are connections: the app does not wait for others in large numbers. */
export const connectionsFlat: Indicator = (findings) => flatIn(findings, 'AppConnections', 1.3)

/** Azure gave no connections, as on Linux: who waits for whom can't be told. */
export const connectionsUnseen: Indicator = (findings) =>
  metricLevelOf(findings, 'app', 'AppConnections') === undefined
    ? { text: messageOf('evidence.connections-unseen'), probe: 'app-metrics', strength: 1 }
    : undefined

/** Ours: a process that waits for a slow dependency holds some more threads; three times as many are a pool that is fed one by one. */
const minThreadGrowthFactor = 3
/** Ours: fewer are enough where they are seen to climb. */
const minThreadClimbFactor = 1.4
/** Ours: a slow dependency holds a few times as many threads; this many are a pool that starves. */
const minStarvedThreadFactor = 4.5

/**
 * Threads went up and up: the pool adds one or two a second while all of them wait (Microsoft on .NET's thread pool),
 * which takes minutes to add up to hundreds.
 */
export const threadsKeepRising: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'app', 'Threads')
  const level = metricLevelOf(findings, 'app', 'Threads')
  const times = level === undefined ? undefined : ratioToBefore(level, 5)
  if (finding === undefined || level === undefined || times === undefined) return undefined
  const climbs = finding.series.filter(({ points }) => findRisingTrend(knownPoints(points)) !== undefined).length
  const isClimb =
    (climbs * 2 > finding.series.length || findRisingTrend(combineInstances(finding)) !== undefined) &&
    !(times < minThreadGrowthFactor && steppedUp(findings, finding))
  if (times < (isClimb ? minThreadClimbFactor : minThreadGrowthFactor)) return undefined
  const text = messageOf(comparisonKey('evidence.threads-climbed', level), beforeAndNowArgs(level, roundAmount))
  return {
    text,
    probe: probeOfFinding(findings, finding),
    strength: isClimb && times >= minThreadGrowthFactor ? 1 : 0.7,
  }
}

/** Ours: within these minutes of the onset the threads of all that wait are there. */
const stepInMs = 2 * 60_000
const minLevelMinutes = 4
const levelFactor = 1.1

/**
 * Threads came with the trouble and are as many since: requests a second times the seconds that each takes are in
 * flight (Little's law), and hold a thread each. A pool that runs dry goes on adding one after the other.
 */
const steppedUp = ({ since, until, window }: ObservedFindings, finding: MetricFinding): boolean => {
  if (since === undefined) return false
  const values = valuesOfPoints(
    combineInstances(finding).filter(([at]) => at >= since + stepInMs && at <= (until ?? window.to)),
  )
  const half = Math.ceil(values.length / 2)
  const [early, late] = [medianOf(values.slice(0, half)), medianOf(values.slice(half))]
  return values.length >= minLevelMinutes && (late ?? 0) <= levelFactor * (early ?? 0)
}

/** Many times as many threads while requests queue: more than wait for a slow dependency, though connections pile up too. */
export const threadsStarve: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'Threads')
  if (level === undefined || (ratioToBefore(level, 5) ?? 0) < minStarvedThreadFactor) return undefined
  return queueGrew(findings) === undefined ? undefined : saidOf('evidence.threads-climbed', level)
}

const keys = {
  Threads: { up: 'evidence.threads', flat: 'evidence.threads-flat' },
  AppConnections: { up: 'evidence.connections', flat: 'evidence.connections-flat' },
} as const

const riseIn = (findings: ObservedFindings, metric: keyof typeof keys, times: number): IndicatorHit | undefined => {
  const level = metricLevelOf(findings, 'app', metric)
  return level !== undefined && (ratioToBefore(level, 5) ?? 0) >= times ? saidOf(keys[metric].up, level) : undefined
}

const flatIn = (findings: ObservedFindings, metric: keyof typeof keys, times: number): IndicatorHit | undefined => {
  const level = metricLevelOf(findings, 'app', metric)
  const rose = level === undefined ? undefined : ratioToBefore(level, 5)
  return level !== undefined && rose !== undefined && rose <= times ? saidOf(keys[metric].flat, level) : undefined
}

const saidOf = (key: string, level: MetricLevel): IndicatorHit => ({
  text: messageOf(comparisonKey(key, level), beforeAndNowArgs(level, roundAmount)),
  probe: level.probe,
  strength: 1,
})
