import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { hashPlan } from '../approval/plan-hash.ts'
import { approversOf, type PolicyRule, personKeyOf } from '../approval/policy.ts'
import { currentRuleOf, requesterKeyOf } from '../approval/required-approvals.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { DecisionContext, IncidentCommand } from '../command.ts'
import { type EventPayloads, findAction, isIncidentInChannel, refuseCommand } from '../decide/event-payloads.ts'
import type { Action, Incident } from '../incident.ts'
import type { MitigationPlan } from '../mitigation-plan.ts'

/** The agreed time is over: ask for the step back, on behalf of the lease. */
export const endLease = (
  command: Extract<IncidentCommand, { type: 'EndLease' }>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  const { lease, plan } = action ?? {}
  if (action === undefined || lease === undefined || lease.ended !== undefined || now < lease.endsAt) return []
  if (isBeingReturned(incident, action)) return []
  if (plan?.undo === undefined)
    return [{ type: 'LeaseEnded', action: action.id, how: 'left', why: messageOf('card.lease.no-undo') }]
  return [{ type: 'StepRequested', action: command.return, request: plan.undo, by: { kind: 'lease', of: action.id } }]
}

/**
 * The return was approved together with the lease, for the state that the lease itself made.
 * If anybody has changed it meanwhile, it is left as it is.
 */
export const proposeLeaseReturn = (action: Action, plan: MitigationPlan, incident: Incident): EventPayloads => {
  const origin = action.by.kind === 'lease' ? findAction(incident, action.by.of) : undefined
  // A lease runs from when its step has taken hold; who approved that, or that nobody had to, was settled then.
  const asPromised =
    origin?.lease !== undefined &&
    canonicalJson(origin.plan?.undo) === canonicalJson({ step: plan.step, args: plan.args })
  if (!asPromised || origin.plan === undefined || !isStateAsLeft(origin.plan, plan)) {
    const why = messageOf('card.lease.changed')
    return [{ type: 'StepImpossible', action: action.id, why }, ...leaseEndedEvents(action, 'left', why)]
  }
  return [
    {
      type: 'ActionProposed',
      action: action.id,
      plan,
      hash: hashPlan(plan),
      rule: { needed: 0, requesterCounts: false, approvers: [] },
      expiresAt: origin.lease.endsAt,
    },
    { type: 'ActionApproved', action: action.id },
  ]
}

/** What stands now is what the step made: its return is every change of it the other way round. */
const isStateAsLeft = (origin: MitigationPlan, back: MitigationPlan): boolean =>
  canonicalJson(back.changes.map(({ before, after }) => [before, after])) ===
  canonicalJson(origin.changes.map(({ before, after }) => [after, before]))

/** The lease is over when its return is: gone back once Azure has done it, left where it could not be. */
export const leaseEndedEvents = ({ by }: Action, how: 'returned' | 'left', why?: TranslatableMessage): EventPayloads =>
  by.kind === 'lease' ? [{ type: 'LeaseEnded', action: by.of, how, ...(why === undefined ? {} : { why }) }] : []

/** One who may approve the step may also let it stand longer. */
export const extendLease = (
  command: Extract<IncidentCommand, { type: 'ExtendLease' }>,
  incident: Incident,
  circumstances: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  const { lease } = action ?? {}
  if (action === undefined || lease === undefined) return refuseCommand(command, 'unknown')
  if (!isIncidentInChannel(incident, command.place)) return refuseCommand(command, 'foreign')
  if (lease.ended !== undefined || isBeingReturned(incident, action)) return refuseCommand(command, 'expired')
  const { policy, now } = circumstances
  if (policy === undefined) return refuseCommand(command, 'no-policy')
  const person = personKeyOf(policy, command.by)
  if (person === undefined) return refuseCommand(command, 'unknown-person')
  const rule = currentRuleOf(action, incident, policy)
  if (rule === undefined || !approversOf(policy, rule).includes(person)) return refuseCommand(command, 'forbidden')
  // More time is more of what four eyes were asked for.
  if (!rule.requesterCounts && requesterKeyOf(action, circumstances) === person) return refuseCommand(command, 'self')
  const endsAt = Math.max(now, lease.endsAt) + command.byInMs
  const most = rule.maximumLeaseInMs ?? maxLeaseInMs
  if (!(command.byInMs > 0) || endsAt - lease.startedAt > most) {
    return refuseCommand(command, 'too-long', { hours: Math.floor(most / hourInMs) })
  }
  return [{ type: 'LeaseExtended', action: action.id, endsAt, by: command.by, person }]
}

export const remindLease = (
  { action: id }: Extract<IncidentCommand, { type: 'RemindLease' }>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const lease = findAction(incident, id)?.lease
  const due = lease !== undefined && lease.ended === undefined && !lease.reminded && now >= leaseReminderAt(lease)
  return due ? [{ type: 'LeaseReminded', action: id }] : []
}

/** A quarter of an hour before the end, or for the last quarter of a short lease. */
export const leaseReminderAt = ({ startedAt, endsAt }: NonNullable<Action['lease']>): number =>
  endsAt - Math.min(15 * 60_000, (endsAt - startedAt) / 4)

const hourInMs = 60 * 60_000
/** A week: whoever wants longer wants it for good. */
const maxLeaseInMs = 7 * 24 * hourInMs

export const leaseTooLongMessage = ({ maximumLeaseInMs = maxLeaseInMs }: PolicyRule): TranslatableMessage =>
  messageOf('refusal.too-long', { hours: Math.floor(maximumLeaseInMs / hourInMs) })

const isBeingReturned = (incident: Incident, { id }: Action): boolean =>
  incident.actions.some(({ by }) => by.kind === 'lease' && by.of === id)
