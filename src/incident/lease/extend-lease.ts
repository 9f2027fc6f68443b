import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { authorise, isDenial } from '../approval/authorise.ts'
import type { PolicyRule } from '../approval/policy.ts'
import { currentRuleOf } from '../approval/required-approvals.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction, refuseCommand } from '../decide/event-payloads.ts'
import type { Incident } from '../incident.ts'

/** One who may approve the step may also let it stand longer. */
export const extendLease = (
  command: CommandOf<'ExtendLease'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const lease = findAction(incident, command.action)?.lease
  if (lease === undefined) return refuseCommand(command, { reason: 'unknown' })
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return refuseCommand(command, allowed)
  const { action, policy, person } = allowed
  const endsAt = Math.max(context.now, lease.endsAt) + command.byInMs
  const most = currentRuleOf(action, incident, policy)?.maximumLeaseInMs ?? maxLeaseInMs
  if (!(command.byInMs > 0) || endsAt - lease.startedAt > most) {
    return refuseCommand(command, { reason: 'too-long', args: { hours: Math.floor(most / hourInMs) } })
  }
  return [{ type: 'LeaseExtended', action: action.id, endsAt, by: command.by, person }]
}

const hourInMs = 60 * 60_000
/** A week: whoever wants longer wants it for good. */
const maxLeaseInMs = 7 * 24 * hourInMs

export const leaseTooLongMessage = ({ maximumLeaseInMs = maxLeaseInMs }: PolicyRule): TranslatableMessage =>
  messageOf('refusal.too-long', { hours: Math.floor(maximumLeaseInMs / hourInMs) })
