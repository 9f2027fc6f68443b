import { phrase } from '../../incident/phrase.ts'
import { amount, beforeAndNow, keyFor, percent } from '../figures.ts'
import { type Level, levelOf, timesOf } from '../level.ts'
import { remember } from '../remember.ts'
import { findingsOf, metricOf, probeOf } from '../seen.ts'
import { overall, valuesOf } from '../series.ts'
import type { Seen } from '../types.ts'
import { either, type Said, type Sign } from '../weighing.ts'

/** Microsoft's baseline alert: an HttpResponseTime above 5 s. */
const slowInSeconds = 5
/** Microsoft's baseline alert: more than 10 Http5xx in 15 minutes. */
export const errorsPerMinute = 10 / 15
/** Ours: a busy app passes Microsoft's count on background noise alone, so it must be 1 % of its requests as well. */
export const errorShare = 0.01

/** Response time doubled and at least 100 ms up (ours), or above Microsoft's 5 s. */
export const slower: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'HttpResponseTime')
  return level !== undefined && isSlow(level) ? saidOf('evidence.response-time', level, clarity(level)) : undefined
}

export const notSlower: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'HttpResponseTime')
  return level === undefined || isSlow(level) ? undefined : saidOf('evidence.response-time-normal', level, 1)
}

const isSlow = ({ before, now }: Level): boolean =>
  now > slowInSeconds || (before !== undefined && now >= 2 * before && now - before >= 0.1)

/** Tripled is unmistakable. */
const clarity = (level: Level): number => ((timesOf(level, 0.02) ?? 3) >= 3 ? 1 : 0.7)

const saidOf = (key: string, level: Level, strength: number): Said => ({
  text: phrase(keyFor(key, level), beforeAndNow(level, amount)),
  probe: level.probe,
  strength,
})

export const failing: Sign = (seen) => {
  const errors = errorsOf(seen)
  if (errors === undefined || errors.now <= errorsPerMinute || errors.share < errorShare) return undefined
  const args = { ...beforeAndNow(errors, amount), share: percent(errors.share * 100) }
  return {
    text: phrase(keyFor('evidence.errors', errors), args),
    probe: errors.probe,
    strength: clarityOf(errors.share),
  }
}

/** A tenth of all requests failing is unmistakable; a hundredth is half of that. */
const clarityOf = (share: number): number => Math.min(1, 0.5 + share * 5)

/** Http5xx is left out by Azure where there was none, so an app with requests and without it has no errors. */
const errorsOf = (seen: Seen): (Level & { readonly share: number }) | undefined => {
  const requests = levelOf(seen, 'app', 'Requests')
  const errors = levelOf(seen, 'app', 'Http5xx')
  if (errors === undefined) return requests === undefined ? undefined : { ...requests, before: 0, now: 0, share: 0 }
  return { ...errors, share: errors.now / Math.max(errors.now, requests?.now ?? 0, 1) }
}

/** What Http5xx can't show: the request that we made ourselves was not served. */
export const frontEndFailing: Sign = (seen) => {
  const request = findingsOf(seen, 'request').find(({ status }) => status === undefined || status >= 500)
  if (request === undefined) return undefined
  const { status, failure } = request
  const text =
    status === undefined
      ? phrase('evidence.request-unanswered', { failure: failure ?? 'timeout' })
      : phrase('evidence.request-status', { status })
  return { text, probe: probeOf(seen, request), strength: 1 }
}

/** Our own request took longer than Microsoft's 5 s. */
export const requestSlow: Sign = (seen) => {
  const request = findingsOf(seen, 'request').find((found) => found.durationInMs > slowInSeconds * 1000)
  if (request === undefined) return undefined
  const args = { seconds: amount(request.durationInMs / 1000) }
  return { text: phrase('evidence.request-slow', args), probe: probeOf(seen, request), strength: 1 }
}

/** Microsoft's baseline alert: HealthCheckStatus below 100. */
export const unhealthy: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'HealthCheckStatus')
  if (level === undefined || level.now >= 100) return undefined
  return { text: phrase('evidence.health-check', { now: percent(level.now) }), probe: level.probe, strength: 1 }
}

/** Requests that no longer reach the app: under a third of what came before (ours), where they came steadily. */
export const requestsGone: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'Requests')
  if (level?.before === undefined || level.before < 10 || level.now > level.before / 3) return undefined
  if (comeAndGo(seen)) return undefined
  return saidOf('evidence.requests-gone', level, 1)
}

/** A minute in ten without any, before the trouble (ours): then a minute without means nothing. */
const comeAndGo = (seen: Seen): boolean => {
  const finding = metricOf(seen, 'app', 'Requests')
  const before = finding === undefined ? [] : overall(finding).filter(([at]) => at < (seen.since ?? seen.window.to))
  return before.filter(([, value]) => value === 0).length * 10 > before.length
}

/** A surge: a third more requests than before (ours). */
export const moreRequests: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'Requests')
  return level !== undefined && (timesOf(level, 10) ?? 0) >= 1.33
    ? saidOf('evidence.more-requests', level, 1)
    : undefined
}

/** As many requests as before: the load does not explain it (a sixth up or down is chance; ours). */
export const requestsFlat: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'Requests')
  const times = level === undefined || (level.before ?? 0) < 10 ? undefined : timesOf(level, 10)
  return level !== undefined && times !== undefined && times > 0.85 && times < 1.17
    ? saidOf('evidence.requests-flat', level, 1)
    : undefined
}

/** No server errors to speak of. */
export const notFailing: Sign = (seen) => {
  const errors = errorsOf(seen)
  if (errors === undefined || failing(seen) !== undefined || frontEndFailing(seen) !== undefined) return undefined
  return { text: phrase('evidence.no-errors'), probe: errors.probe, strength: 1 }
}

/** Errors come in bursts: some minutes have most of them, others next to none (ours). */
export const failsInBursts: Sign = (seen) => {
  const finding = metricOf(seen, 'app', 'Http5xx')
  if (finding === undefined || seen.since === undefined || failing(seen) === undefined) return undefined
  const { since } = seen
  const values = valuesOf(overall(finding).filter(([at]) => at >= since))
  const peak = Math.max(0, ...values)
  const quiet = values.filter((value) => value <= peak / 4).length
  if (values.length < 6 || quiet * 3 < values.length) return undefined
  return {
    text: phrase('evidence.errors-in-bursts', { peak: amount(peak) }),
    probe: probeOf(seen, finding),
    strength: 1,
  }
}

/** What visitors feel now, in any way. */
export const suffers: Sign = remember(either(failing, slower, frontEndFailing, requestSlow, unhealthy, requestsGone))

/** Requests go wrong for visitors, in any way that does not say why. */
export const goesWrong: Sign = either(failing, frontEndFailing, requestsGone, unhealthy, slower)

/** Visitors feel nothing at all, as far as was seen. */
export const notSuffering: Sign = (seen) => (suffers(seen) === undefined ? notFailing(seen) : undefined)
