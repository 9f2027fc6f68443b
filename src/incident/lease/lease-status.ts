import { hasStatusTrait } from '../action-status.ts'
import type { Instant } from '../finding.ts'
import type { Action, Incident } from '../incident.ts'

/** Neither ended nor on its way back. */
export const isLeaseRunning = ({ id, lease }: Action, { actions }: Incident): boolean =>
  lease !== undefined && lease.ended === undefined && !actions.some((action) => isReturning(action, id))

/** One that was called off at the last moment returns nothing. */
const isReturning = (action: Action, of: string): boolean =>
  action.by.kind === 'lease' && action.by.of === of && !hasStatusTrait(action, 'ended')

/** A quarter of an hour before the end, or for the last quarter of a short lease. */
export const leaseReminderAt = ({ startedAt, endsAt }: NonNullable<Action['lease']>): number =>
  endsAt - Math.min(15 * 60_000, (endsAt - startedAt) / 4)

/** When its return is looked at next. */
export const leaseDueAt = ({ endsAt, held }: NonNullable<Action['lease']>): Instant => held?.until ?? endsAt
