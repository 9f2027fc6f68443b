import type { Action, Incident } from '../incident.ts'

/** Neither ended nor on its way back. */
export const isLeaseRunning = ({ id, lease }: Action, { actions }: Incident): boolean =>
  lease !== undefined && lease.ended === undefined && !actions.some(({ by }) => by.kind === 'lease' && by.of === id)

/** A quarter of an hour before the end, or for the last quarter of a short lease. */
export const leaseReminderAt = ({ startedAt, endsAt }: NonNullable<Action['lease']>): number =>
  endsAt - Math.min(15 * 60_000, (endsAt - startedAt) / 4)
