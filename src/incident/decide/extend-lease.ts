import type { Circumstances, Command } from '../command.ts'
import type { Incident } from '../incident.ts'
import { mayNotDecide } from './approve.ts'
import { actionOf, type Bodies, livesIn, refused } from './rules.ts'

/** What one approver has agreed to for a time, one approver may let go on: who could have approved it, and not later. */
export const extendLease = (
  command: Extract<Command, { type: 'ExtendLease' }>,
  incident: Incident,
  circumstances: Circumstances,
): Bodies => {
  const action = actionOf(incident, command.action)
  if (action?.lease === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  if (incident.closed !== undefined) return refused(command, 'closed')
  const { endsAt, ended } = action.lease
  const going = incident.actions.some(({ by }) => by.kind === 'lease' && by.of === action.id)
  if (ended !== undefined || going || circumstances.now >= endsAt) return refused(command, 'expired')
  // Where two had to agree to it, one alone does not let it go on.
  if ((action.rule?.needed ?? 2) > 1) return refused(command, 'forbidden')
  const no = mayNotDecide(action, command.by, incident, circumstances)
  if (no !== undefined) return refused(command, no.no, no.args)
  const until = Math.min(endsAt + command.forInMs, circumstances.now + longestLeaseInMs)
  return [{ type: 'LeaseExtended', action: action.id, endsAt: until, by: command.by }]
}

/** A week: whoever wants longer wants it for good. */
const longestLeaseInMs = 168 * 3_600_000
