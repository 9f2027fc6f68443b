import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { hashPlan } from '../approval/plan-hash.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction } from '../decide/event-payloads.ts'
import type { Action, Incident } from '../incident.ts'
import type { MitigationPlan } from '../mitigation-plan.ts'
import { isLeaseRunning, leaseReminderAt } from './lease-status.ts'

/** The agreed time is over: ask for the step back, on behalf of the lease. */
export const endLease = (
  command: CommandOf<'EndLease'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  const { lease, plan } = action ?? {}
  if (action === undefined || lease === undefined || !isLeaseRunning(action, incident) || now < lease.endsAt) return []
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

export const remindLease = (
  { action: id }: CommandOf<'RemindLease'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const lease = findAction(incident, id)?.lease
  const due = lease !== undefined && lease.ended === undefined && !lease.reminded && now >= leaseReminderAt(lease)
  return due ? [{ type: 'LeaseReminded', action: id }] : []
}
