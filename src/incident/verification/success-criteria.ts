import type { SuccessCriteria, SuccessLimit } from '../mitigation-plan.ts'

const minuteInMs = 60_000

/** One in a thousand: an app with many requests always has some that fail for reasons of their own. Ours. */
const straysShare = 0.001

/**
 * Microsoft's baseline alert thresholds for App Service, turned round: Http5xx 10 in 15 minutes (as a whole number
 * a minute), HttpResponseTime 5 s, MemoryPercentage 90, HttpQueueLength 100. Failures at the front end are in no
 * metric of the app, hence the request of our own: any answer below 500 shows that the app answers.
 */
const baseline: readonly SuccessLimit[] = [
  { metric: 'request', of: 'app', comparison: 'at-most', limit: 499, unit: 'count' },
  { metric: 'Http5xx', of: 'app', comparison: 'at-most', limit: 1, unit: 'count', orShareOfRequests: straysShare },
  { metric: 'HttpResponseTime', of: 'app', comparison: 'at-most', limit: 5, unit: 'seconds' },
  { metric: 'MemoryPercentage', of: 'plan', comparison: 'at-most', limit: 90, unit: 'percent' },
  { metric: 'HttpQueueLength', of: 'plan', comparison: 'at-most', limit: 100, unit: 'count' },
]

/** Ours, the same as the diagnosis: under this no request waits for CPU. A busy afternoon may come near it. */
const cpu: SuccessLimit = { metric: 'CpuPercentage', of: 'plan', comparison: 'at-most', limit: 80, unit: 'percent' }

const usualHold = { holdInMs: 3 * minuteInMs, withinInMs: 15 * minuteInMs }

export const restartSuccess: SuccessCriteria = { limits: baseline, ...usualHold }

/**
 * Who scales has several times the usual requests, and of those so many more fail for reasons of their own: ours, in
 * place of one a minute. What is wrong shows in hundreds.
 */
const underLoad = baseline.map((one) => (one.metric === 'Http5xx' ? { ...one, limit: 5 } : one))

export const scaleSuccess: SuccessCriteria = { limits: [...underLoad, cpu], ...usualHold }

/** All begins anew on other machines: whether they are too small shows only once memory has filled again. */
export const resizeSuccess: SuccessCriteria = {
  limits: [...baseline, cpu],
  ...{ holdInMs: 5 * minuteInMs, withinInMs: 20 * minuteInMs },
}

/**
 * What acts by itself later on first has to see the trouble for its ten minutes, and adds one instance at a time with
 * five minutes between them. It keeps CPU at about its own threshold: that is no sign of trouble.
 */
const slowHold = { holdInMs: 3 * minuteInMs, withinInMs: 40 * minuteInMs }

export const autoHealSuccess: SuccessCriteria = { limits: baseline, ...slowHold }

export const autoscaleSuccess: SuccessCriteria = { limits: underLoad, ...slowHold }

/** A stopped app answers every request with 403; nobody would call that recovered. */
export const stoppedSuccess: SuccessCriteria = {
  limits: [
    { metric: 'request', of: 'app', comparison: 'at-least', limit: 403, unit: 'count' },
    { metric: 'request', of: 'app', comparison: 'at-most', limit: 403, unit: 'count' },
  ],
  ...{ holdInMs: minuteInMs, withinInMs: 5 * minuteInMs, mends: false },
}

/** A rule that only watches has no part in how the app is: it is there, and that is all. */
export const metricAlertSuccess: SuccessCriteria = { limits: [], holdInMs: 0, withinInMs: 0, mends: false }
