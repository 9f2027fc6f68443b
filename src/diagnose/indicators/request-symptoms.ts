import { messageOf } from '../../i18n/message.ts'
import { isWaitingAsUsual, requestsReachingApp } from '../../incident/app-requests.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import { combineInstances, meanOfNeighbours, valuesOfPoints } from '../../series/known-points.ts'
import { anyOf, type Indicator, type IndicatorHit, unlessShown } from '../cause-model.ts'
import { isUsualKnown, lastingSymptom, sumsWhileItLasted } from '../lasting-symptom.ts'
import { beforeAndNowArgs, comparisonKey, roundAmount, roundPercent } from '../message-figures.ts'
import { type MetricLevel, metricLevelOf, ratioToBefore } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { sameHourLevelsOf } from '../usual-level.ts'
import { callersGaveUp, refusedSinceChange, visitorsRefused } from './refusals.ts'

/** Microsoft's baseline alert: an HttpResponseTime above 5 s. */
export const slowInSeconds = 5
/** Microsoft's baseline alert: more than 10 Http5xx in 15 minutes. */
const errorsPerMinuteThreshold = 10 / 15
/** Ours: a busy app passes Microsoft's count on background noise alone, so it must be 1 % of its requests as well. */
const errorShareThreshold = 0.01

/** Slower than is usual here; where that is not known: doubled and 100 ms up (ours), or above Microsoft's 5 s. */
export const responseTimeUp: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'HttpResponseTime')
  return level !== undefined && isSlow(findings, level)
    ? saidOf('evidence.response-time', level, clarity(level))
    : undefined
}

export const responseTimeNormal: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'HttpResponseTime')
  return level === undefined || isSlow(findings, level) ? undefined : saidOf('evidence.response-time-normal', level, 1)
}

const isSlow = (findings: ObservedFindings, { before, now }: MetricLevel): boolean =>
  isUsualKnown(findings)
    ? lastingSymptom(findings, 'slow') !== undefined
    : now > slowInSeconds || (before !== undefined && now >= 2 * before && now - before >= 0.1)

/** Tripled is unmistakable. */
const clarity = (level: MetricLevel): number => ((ratioToBefore(level, 0.02) ?? 3) >= 3 ? 1 : 0.7)

const saidOf = (key: string, level: MetricLevel, strength: number): IndicatorHit => ({
  text: messageOf(comparisonKey(key, level), beforeAndNowArgs(level, roundAmount)),
  probe: level.probe,
  strength,
})

/** More than is usual here; where that is not known: Microsoft's count and 1 % of the requests. */
export const serverErrorsHigh: Indicator = (findings) => {
  const then = sumsWhileItLasted(findings, 'server-errors', ['Http5xx'])
  if (then !== undefined)
    return { text: messageOf('evidence.errors-then', then.args), probe: then.probe, strength: clarityOf(then.share) }
  const errors = errorsOf(findings)
  if (errors === undefined) return undefined
  const isHigh = isUsualKnown(findings)
    ? lastingSymptom(findings, 'server-errors') !== undefined
    : errors.now > errorsPerMinuteThreshold && errors.share >= errorShareThreshold
  if (!isHigh) return undefined
  const args = { ...beforeAndNowArgs(errors, roundAmount), share: roundPercent(errors.share * 100) }
  return {
    text: messageOf(comparisonKey('evidence.errors', errors), args),
    probe: errors.probe,
    strength: clarityOf(errors.share),
  }
}

/** A tenth of all requests failing is unmistakable; a hundredth is half of that. */
const clarityOf = (share: number): number => Math.min(1, 0.5 + share * 5)

/** Http5xx is left out by Azure where there was none, so an app with requests and without it has no errors. */
const errorsOf = (findings: ObservedFindings): (MetricLevel & { readonly share: number }) | undefined => {
  const requests = metricLevelOf(findings, 'app', 'Requests')
  const errors = metricLevelOf(findings, 'app', 'Http5xx')
  if (errors === undefined) return requests === undefined ? undefined : { ...requests, before: 0, now: 0, share: 0 }
  return { ...errors, share: errors.now / Math.max(errors.now, requests?.now ?? 0, 1) }
}

/** What Http5xx can't show: the request that we made ourselves was not served. */
export const syntheticRequestFailed: Indicator = (findings) => {
  const request = requestsReachingApp(findings).find(
    (one) => (one.status === undefined || one.status >= 500) && !isWaitingAsUsual(one, usualSecondsOf(findings)),
  )
  if (request === undefined) return undefined
  const { status, failure, waitedFor } = request
  const text =
    status === undefined
      ? messageOf('evidence.request-unanswered', { failure: waitedFor ?? failure ?? 'timeout' })
      : messageOf('evidence.request-status', { status })
  return { text, probe: probeOfFinding(findings, request), strength: 1 }
}

/** Our own request took longer than Microsoft's 5 s. */
export const syntheticRequestSlow: Indicator = (findings) => {
  const request = requestsReachingApp(findings).find((found) => found.durationInMs > slowInSeconds * 1000)
  if (request === undefined || request.durationInMs / 1000 <= 2 * usualSecondsOf(findings)) return undefined
  const args = { seconds: roundAmount(request.durationInMs / 1000) }
  return { text: messageOf('evidence.request-slow', args), probe: probeOfFinding(findings, request), strength: 1 }
}

/** What an answer usually takes here; 0 where that is not known. */
const usualSecondsOf = (findings: ObservedFindings): number =>
  Math.max(0, ...sameHourLevelsOf(findings, 'app', 'HttpResponseTime').map(({ value }) => value))

/** Microsoft's baseline alert: HealthCheckStatus below 100. */
export const healthCheckFailing: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'HealthCheckStatus')
  if (level === undefined || level.now >= 100) return undefined
  return { text: messageOf('evidence.health-check', { now: roundPercent(level.now) }), probe: level.probe, strength: 1 }
}

/** Requests that no longer reach the app: under a third of what should come (ours), where they came steadily. */
export const requestsDropped: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'Requests')
  if (isUsualKnown(findings)) {
    if (lastingSymptom(findings, 'missing-requests') === undefined) return undefined
    return saidOf('evidence.requests-gone', level ?? { before: undefined, now: 0, probe: 'app-metrics' }, 1)
  }
  if (level?.before === undefined || level.before < 10 || level.now > level.before / 3) return undefined
  return isSporadic(findings) ? undefined : saidOf('evidence.requests-gone', level, 1)
}

/** Ours: fewer a minute are too few for half of them to be more than chance. */
const manyRequests = 20
const asUsualShare = 0.8

/**
 * Less than half of what is usual at this hour reaches the app, and within this hour it was as much as usual: it fell at
 * once. No trouble by itself, since a cache in front may have begun to answer; but nobody can say that all is well.
 */
export const requestsHalved: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'app', 'Requests')
  const level = metricLevelOf(findings, 'app', 'Requests')
  const usual = Math.min(...sameHourLevelsOf(findings, 'app', 'Requests').map(({ value }) => value))
  if (finding === undefined || level === undefined || !Number.isFinite(usual) || usual < manyRequests) return undefined
  const most = Math.max(...valuesOfPoints(meanOfNeighbours(combineInstances(finding))))
  if (level.now >= usual / 2 || most < asUsualShare * usual) return undefined
  return saidOf('evidence.requests-gone', { ...level, before: usual }, 0.6)
}

/** A minute in ten without any, before the trouble (ours): then a minute without means nothing. */
const isSporadic = (findings: ObservedFindings): boolean => {
  const finding = metricFindingOf(findings, 'app', 'Requests')
  const before =
    finding === undefined ? [] : combineInstances(finding).filter(([at]) => at < (findings.since ?? findings.window.to))
  return before.filter(([, value]) => value === 0).length * 10 > before.length
}

/** A surge: a third more requests than before (ours). */
export const moreRequests: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'Requests')
  return level !== undefined && (ratioToBefore(level, 10) ?? 0) >= 1.33
    ? saidOf('evidence.more-requests', level, 1)
    : undefined
}

/** As many requests as before: the load does not explain it (a sixth up or down is chance; ours). */
export const requestsFlat: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'app', 'Requests')
  const times = level === undefined || (level.before ?? 0) < 10 ? undefined : ratioToBefore(level, 10)
  return level !== undefined && times !== undefined && times > 0.85 && times < 1.17
    ? saidOf('evidence.requests-flat', level, 1)
    : undefined
}

/** No server errors to speak of. */
export const noServerErrors: Indicator = (findings) => {
  const errors = errorsOf(findings)
  if (
    errors === undefined ||
    serverErrorsHigh(findings) !== undefined ||
    syntheticRequestFailed(findings) !== undefined
  )
    return undefined
  return { text: messageOf('evidence.no-errors'), probe: errors.probe, strength: 1 }
}

/** Errors come in bursts: some minutes have most of them, others next to none (ours). */
export const errorsInBursts: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'app', 'Http5xx')
  if (finding === undefined || findings.since === undefined || serverErrorsHigh(findings) === undefined)
    return undefined
  const { since } = findings
  const values = valuesOfPoints(combineInstances(finding).filter(([at]) => at >= since))
  const peak = Math.max(0, ...values)
  const quiet = values.filter((value) => value <= peak / 4).length
  if (values.length < 6 || quiet * 3 < values.length) return undefined
  return {
    text: messageOf('evidence.errors-in-bursts', { peak: roundAmount(peak) }),
    probe: probeOfFinding(findings, finding),
    strength: 1,
  }
}

/** One slow answer to us among thousands that are not says more of us than of the app. */
const slowForUsToo: Indicator = unlessShown(responseTimeNormal, syntheticRequestSlow)

/** What visitors feel now, in any way. */
export const visitorsAffected: Indicator = memoizeByReference(
  anyOf(
    serverErrorsHigh,
    visitorsRefused,
    callersGaveUp,
    responseTimeUp,
    syntheticRequestFailed,
    slowForUsToo,
    refusedSinceChange,
    healthCheckFailing,
    requestsDropped,
  ),
)

/** Everything that visitors feel, each by itself. */
export const troubleIndicators: readonly Indicator[] = [
  serverErrorsHigh,
  visitorsRefused,
  callersGaveUp,
  requestsDropped,
  unlessShown(requestsDropped, requestsHalved),
  responseTimeUp,
  syntheticRequestFailed,
  slowForUsToo,
  refusedSinceChange,
  healthCheckFailing,
]

/** Requests go wrong for visitors, in any way that does not say why. */
export const requestsImpaired: Indicator = anyOf(
  serverErrorsHigh,
  visitorsRefused,
  callersGaveUp,
  syntheticRequestFailed,
  refusedSinceChange,
  requestsDropped,
  healthCheckFailing,
  responseTimeUp,
)

/** Visitors feel nothing at all, as far as was seen. */
export const visitorsUnaffected: Indicator = (findings) =>
  visitorsAffected(findings) === undefined ? noServerErrors(findings) : undefined
