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
  const most = longestLeaseOf(currentRuleOf(action, incident, policy))
  if (!(command.byInMs > 0) || endsAt - lease.startedAt > most) {
    return refuseCommand(command, { reason: 'too-long', args: { hours: Math.floor(most / hourInMs) } })
  }
  return [{ type: 'LeaseExtended', action: action.id, endsAt, by: command.by, person }]
}

/** One who may let it stand longer may take it back sooner; a person decides, so no forecast stands in the way. */
export const returnLease = (
  command: CommandOf<'ReturnLease'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return refuseCommand(command, allowed)
  const { id: of, plan } = allowed.action
  if (plan?.undo === undefined) return refuseCommand(command, { reason: 'unknown' })
  return [
    {
      type: 'StepRequested',
      action: command.return,
      request: plan.undo,
      by: { kind: 'lease', of, person: command.by },
    },
  ]
}

/** Nothing goes back by itself any more; where the policy wants a time for such steps, it stays with the lease. */
export const keepForGood = (
  command: CommandOf<'KeepForGood'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return refuseCommand(command, allowed)
  const { action, policy, person } = allowed
  if (currentRuleOf(action, incident, policy)?.forGood === false)
    return refuseCommand(command, { reason: 'not-for-good' })
  const why = messageOf('card.lease.kept', { who: command.by.name })
  return [{ type: 'LeaseEnded', action: action.id, how: 'left', why, by: command.by, person }]
}

const hourInMs = 60 * 60_000
/** A week: whoever wants longer wants it for good. */
const maxLeaseInMs = 7 * 24 * hourInMs

export const longestLeaseOf = (rule: PolicyRule | undefined): number => rule?.maximumLeaseInMs ?? maxLeaseInMs

export const leaseTooLongMessage = (rule: PolicyRule): TranslatableMessage =>
  messageOf('refusal.too-long', { hours: Math.floor(longestLeaseOf(rule) / hourInMs) })
