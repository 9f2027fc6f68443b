import { armError, bareTextError } from '../../http/arm-error.ts'
import type { RouteCall } from '../../http/arm-route.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import { dayInMs, minuteInMs, type SimulatedPeriod } from '../../physics/simulated-time.ts'

/** The time that a detector or an analysis is to look through: a day up to now where the query does not say. */
export function diagnosticPeriodIn({ query, now }: RouteCall, { plan }: AppState): SimulatedPeriod {
  const to = query.endTime === undefined ? now : Date.parse(query.endTime)
  const from = query.startTime === undefined ? to - dayInMs : Date.parse(query.startTime)
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to) {
    throw armError(400, 'BadRequest', 'The time range is invalid.')
  }
  return { from: Math.max(from, plan.from), to: Math.min(to, now) }
}

/** Detectors know nothing of the newest quarter of an hour. */
const lagInMs = 15 * minuteInMs
const grains = ['5 minutes', '30 minutes', '1 hour']
const isoGrains = ['PT5M', 'PT30M', 'PT1H']

/**
 * The same as a detector takes it: three grains only, no end after its clock, and one within the last quarter of an
 * hour moves the whole time back by that much. It refuses in bare text.
 */
export function detectorPeriodIn(call: RouteCall, app: AppState): SimulatedPeriod {
  const { timeGrain, endTime } = call.query
  if (timeGrain !== undefined && !isoGrains.includes(timeGrain)) {
    throw bareTextError(400, `Invalid time grain. Supported time grains are: ${grains.join(', ')}.`)
  }
  if (endTime !== undefined && Date.parse(endTime) > call.now) {
    throw bareTextError(400, 'Invalid end time. End time cannot be in the future.')
  }
  const asked = diagnosticPeriodIn(call, app)
  return asked.to > call.now - lagInMs
    ? { from: Math.max(asked.from - lagInMs, app.plan.from), to: asked.to - lagInMs }
    : asked
}
