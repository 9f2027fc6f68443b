import { messageOf } from '../../i18n/message.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import { combineInstances, medianAbsoluteDeviation, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { beforeAndNowArgs, comparisonKey, roundAmount } from '../message-figures.ts'
import { type MetricLevel, metricLevelOf, ratioToBefore } from '../metric-level.ts'
import type { ObservedFindings } from '../types.ts'

/** Microsoft: each instance has 128 SNAT ports set aside for one destination; more are given on best effort. */
export const preallocatedSnatPorts = 128
/** Ours: an app with a pool of connections holds steady; three times as many is a pool that is not used. */
const poolLossFactor = 3

/** Ours: most of them at once are not one more pool. */
const minRiseInPorts = 0.75 * preallocatedSnatPorts
/** Ours: a level that moves by less than this share stands at a ceiling. */
const ceilingShare = 0.03

/** Outbound sockets of the plan are far up, by as many as Azure sets aside for a destination; clearest where they stand at a ceiling. */
export const outboundSocketsUp: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'plan', 'SocketOutboundAll')
  if (level !== undefined && standsAtLimit(findings, level))
    return saidOf('evidence.sockets', { ...level, before: undefined })
  if (level?.before === undefined || level.now < preallocatedSnatPorts) return undefined
  const rise = level.now - level.before
  if (rise < minRiseInPorts || level.now < 1.7 * level.before) return undefined
  return { ...saidOf('evidence.sockets', level), strength: isUp(level) || isStill(findings) ? 1 : 0.7 }
}

/** Microsoft: a small worker has 1,920 TCP connections, the least of all sizes. */
const leastConnectionLimit = 1920
const nearLimitShare = 0.9

/** Sockets that were never closed pile up for hours, and then stand at what the worker has. */
const standsAtLimit = (findings: ObservedFindings, { now }: MetricLevel): boolean =>
  now >= nearLimitShare * leastConnectionLimit && now <= 1.1 * leastConnectionLimit && isStill(findings)

const isStill = (findings: ObservedFindings): boolean => {
  const finding = metricFindingOf(findings, 'plan', 'SocketOutboundAll')
  const values = finding === undefined ? [] : valuesOfPoints(combineInstances(finding)).slice(-5)
  return values.length === 5 && medianAbsoluteDeviation(values) <= ceilingShare * (medianOf(values) ?? 0)
}

/** Sockets that were closed a moment ago and still hold their port: connections made and thrown away. */
export const timeWaitSocketsUp: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'plan', 'TcpTimeWait')
  return level !== undefined && isUp(level) ? saidOf('evidence.time-wait', level) : undefined
}

const isUp = (level: MetricLevel): boolean => (ratioToBefore(level, 20) ?? 0) >= poolLossFactor

/** Outbound sockets are as before, or few: no port is short. */
export const outboundSocketsNormal: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'plan', 'SocketOutboundAll')
  if (level === undefined || timeWaitSocketsUp(findings) !== undefined) return undefined
  if (standsAtLimit(findings, level)) return undefined
  const isOrdinary = level.now < preallocatedSnatPorts / 2 || (ratioToBefore(level, 20) ?? poolLossFactor) < 2
  return isOrdinary ? saidOf('evidence.sockets-ordinary', level) : undefined
}

const saidOf = (key: string, level: MetricLevel): IndicatorHit => ({
  text: messageOf(comparisonKey(key, level), beforeAndNowArgs(level, roundAmount)),
  probe: level.probe,
  strength: 1,
})
