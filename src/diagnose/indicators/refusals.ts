import { messageOf } from '../../i18n/message.ts'
import { requestsReachingApp } from '../../incident/app-requests.ts'
import { valuesOfPoints } from '../../series/known-points.ts'
import type { Indicator } from '../cause-model.ts'
import { lastingSymptom, pointsWithin, sumsWhileItLasted } from '../lasting-symptom.ts'
import { beforeAndNowArgs, comparisonKey, roundAmount, roundPercent } from '../message-figures.ts'
import { type MetricLevel, metricLevelOf } from '../metric-level.ts'
import { isStartUnshown, isTurnedAway, probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

const refusals = [
  { kind: 'forbidden', metric: 'Http403', status: 403 },
  { kind: 'unauthorized', metric: 'Http401', status: 401 },
  { kind: 'redirected', metric: 'Http3xx', status: '3xx' },
  { kind: 'not-found', metric: 'Http404', status: 404 },
] as const
type RefusalKind = (typeof refusals)[number]['kind']
const refusalMetrics = ['Http401', 'Http403', 'Http404']

const refusedWith =
  (...kinds: readonly RefusalKind[]): Indicator =>
  (findings) => {
    const refusal = refusals.find(({ kind }) => kinds.includes(kind) && lastingSymptom(findings, kind) !== undefined)
    if (refusal === undefined) return undefined
    const { kind, metric, status } = refusal
    const then = sumsWhileItLasted(findings, kind, [metric])
    if (then !== undefined)
      return { text: messageOf('evidence.refused-then', { ...then.args, status }), probe: then.probe, strength: 1 }
    const refused = shareOf(findings, [metric])
    if (refused === undefined) return undefined
    const { before, now, probe } = refused
    const args = { ...beforeAndNowArgs({ before, now }, roundPercent), status }
    return { text: messageOf(comparisonKey('evidence.refused', { before }), args), probe, strength: 1 }
  }

/** Visitors are turned away: far more 401, 403 or 404 than usual, and far fewer answered well. */
export const visitorsRefused: Indicator = refusedWith('forbidden', 'unauthorized', 'redirected', 'not-found')
/** The same of what rules and sign-ins answer with: what is not found was let in. */
export const visitorsTurnedAway: Indicator = refusedWith('forbidden', 'unauthorized', 'redirected')
/** With 403 alone, which is what rules of who may come in answer with. */
export const visitorsForbidden: Indicator = refusedWith('forbidden')

/** The figures do not reach as far as a change, and since that change our own request is turned away. */
export const refusedSinceChange: Indicator = (findings) => {
  const refused = requestsReachingApp(findings).find(isTurnedAway)
  if (refused === undefined || !isStartUnshown(findings)) return undefined
  const text = messageOf('evidence.request-refused', { status: refused.status ?? 0 })
  return { text, probe: probeOfFinding(findings, refused), strength: 0.7 }
}

/**
 * Callers give up before an answer comes. Azure counts them (499) among the 4xx and in no metric of their own, so what is
 * left of those says it where answers are slow.
 */
export const callersGaveUp: Indicator = (findings) => {
  const episode = lastingSymptom(findings, 'gave-up')
  if (episode === undefined) return undefined
  const then = sumsWhileItLasted(findings, 'gave-up', ['Http4xx'], refusalMetrics)
  if (then !== undefined) {
    const slowest = Math.max(0, ...valuesOfPoints(pointsWithin(findings, 'HttpResponseTime', episode)))
    const key = slowest >= impatientInSeconds ? 'evidence.gave-up-then' : 'evidence.client-errors-then'
    return { text: messageOf(key, then.args), probe: then.probe, strength: slowest >= impatientInSeconds ? 1 : 0.7 }
  }
  const given = shareOf(findings, ['Http4xx'], refusalMetrics)
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
