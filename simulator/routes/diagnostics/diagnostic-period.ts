import { armError } from '../../http/arm-error.ts'
import type { RouteCall } from '../../http/arm-route.ts'
import { dayInMs, type SimulatedPeriod } from '../../physics/simulated-time.ts'

/** The time that a detector or an analysis is to look through: a day up to now where the query does not say. */
export function diagnosticPeriodIn({ query, now, world }: RouteCall): SimulatedPeriod {
  const to = query.endTime === undefined ? now : Date.parse(query.endTime)
  const from = query.startTime === undefined ? to - dayInMs : Date.parse(query.startTime)
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to) {
    throw armError(400, 'BadRequest', 'The time range is invalid.')
  }
  return { from: Math.max(from, world.from), to: Math.min(to, now) }
}
