import { messageOf } from '../../i18n/message.ts'
import { requestsReachingApp } from '../../incident/app-requests.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { baselineFindingsOf, metricFindingOf } from '../../incident/read-findings.ts'
import { combineInstances, valuesOfPoints } from '../../series/known-points.ts'
import type { SymptomKind } from '../../series/symptoms.ts'
import type { SymptomEpisode } from '../../series/trouble.ts'
import { anyOf, type Indicator, type IndicatorHit } from '../cause-model.ts'
import { beforeAndNowArgs, comparisonKey, roundAmount, roundPercent } from '../message-figures.ts'
import { type MetricLevel, metricLevelOf, ratioToBefore } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { sameHourLevelsOf } from '../usual-level.ts'

/** Microsoft's baseline alert: an HttpResponseTime above 5 s. */
export const slowInSeconds = 5
/** Microsoft's baseline alert: more than 10 Http5xx in 15 minutes. */
export const errorsPerMinuteThreshold = 10 / 15
/** Ours: a busy app passes Microsoft's count on background noise alone, so it must be 1 % of its requests as well. */
export const errorShareThreshold = 0.01

/** A symptom that lasts; what is usual for this app is none, however bad it is by other measures. */
const lastingSymptom = ({ trouble }: ObservedFindings, kind: SymptomKind): SymptomEpisode | undefined =>
  trouble.current.find((symptom) => symptom.kind === kind)

/** Whether it is known what is usual, so that the limits of others (Microsoft's alerts, ours) need not stand in. */
const isUsualKnown = (findings: ObservedFindings): boolean =>
  baselineFindingsOf(findings, 'app', 'Requests').some(({ baseline }) => baseline === 'look-back')

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
  const request = requestsReachingApp(findings).find(({ status }) => status === undefined || status >= 500)
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

const refusals = [
  { kind: 'forbidden', metric: 'Http403', status: 403 },
  { kind: 'unauthorized', metric: 'Http401', status: 401 },
  { kind: 'not-found', metric: 'Http404', status: 404 },
] as const

/** Visitors are turned away: far more 401, 403 or 404 than usual, and far fewer answered well. */
export const visitorsRefused: Indicator = (findings) => {
  const refusal = refusals.find(({ kind }) => lastingSymptom(findings, kind) !== undefined)
  if (refusal === undefined) return undefined
  const refused = shareOf(findings, [refusal.metric])
  if (refused === undefined) return undefined
  const { before, now, probe } = refused
  const args = { ...beforeAndNowArgs({ before, now }, roundPercent), status: refusal.status }
  return { text: messageOf(comparisonKey('evidence.refused', { before }), args), probe, strength: 1 }
}

/**
 * Callers give up before an answer comes. Azure counts them (499) among the 4xx and in no metric of their own, so what is
 * left of those says it where answers are slow.
 */
export const callersGaveUp: Indicator = (findings) => {
  if (lastingSymptom(findings, 'gave-up') === undefined) return undefined
  const given = shareOf(findings, ['Http4xx'], ['Http401', 'Http403', 'Http404'])
  const seconds = metricLevelOf(findings, 'app', 'HttpResponseTime')?.now ?? 0
  if (given === undefined) return undefined
  const { before, now, probe } = given
  if (seconds < impatientInSeconds) {
    const args = beforeAndNowArgs({ before, now }, roundPercent)
    return { text: messageOf(comparisonKey('evidence.client-errors', { before }), args), probe, strength: 0.7 }
  }
  const args = { now: roundPercent(now), seconds: roundAmount(seconds) }
  return { text: messageOf('evidence.gave-up', args), probe, strength: 1 }
}

/** Ours: nobody gives up on an answer that takes less. */
const impatientInSeconds = 3

/** Percent of the requests: the sum of some counts, less that of others. */
const shareOf = (
  findings: ObservedFindings,
  counted: readonly string[],
  without: readonly string[] = [],
): MetricLevel | undefined => {
  const requests = metricLevelOf(findings, 'app', 'Requests')
  const levels = (metrics: readonly string[]) =>
    metrics.flatMap((metric) => metricLevelOf(findings, 'app', metric) ?? [])
  if (requests === undefined) return undefined
  const sum = (which: 'before' | 'now') =>
    levels(counted).reduce((total, level) => total + (level[which] ?? 0), 0) -
    levels(without).reduce((total, level) => total + (level[which] ?? 0), 0)
  const percent = (count: number, of: number) => Math.min(100, (100 * Math.max(0, count)) / Math.max(of, count, 1e-9))
  return {
    before: requests.before === undefined ? undefined : percent(sum('before'), requests.before),
    now: percent(sum('now'), requests.now),
    probe: requests.probe,
  }
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

/** What visitors feel now, in any way. */
export const visitorsAffected: Indicator = memoizeByReference(
  anyOf(
    serverErrorsHigh,
    visitorsRefused,
    callersGaveUp,
    responseTimeUp,
    syntheticRequestFailed,
    syntheticRequestSlow,
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
  responseTimeUp,
  syntheticRequestFailed,
  syntheticRequestSlow,
  healthCheckFailing,
]

/** Requests go wrong for visitors, in any way that does not say why. */
export const requestsImpaired: Indicator = anyOf(
  serverErrorsHigh,
  visitorsRefused,
  callersGaveUp,
  syntheticRequestFailed,
  requestsDropped,
  healthCheckFailing,
  responseTimeUp,
)

/** Visitors feel nothing at all, as far as was seen. */
export const visitorsUnaffected: Indicator = (findings) =>
  visitorsAffected(findings) === undefined ? noServerErrors(findings) : undefined
