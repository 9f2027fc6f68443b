import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { hashPlan } from '../approval/plan-hash.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction } from '../decide/event-payloads.ts'
import type { Action, Incident } from '../incident.ts'
import type { MitigationPlan } from '../mitigation-plan.ts'
import { leaseHeldEvent } from './hold-lease.ts'
import { isLeaseRunning, leaseDueAt, leaseReminderAt } from './lease-status.ts'
import { isBeingUndone, isStateAsLeft } from './undo-step.ts'

/**
 * The agreed time is over: ask for the step back, on behalf of the lease. Where that would break the limits under which the
 * step was approved, or nobody can tell, it stays and people are asked (L11).
 */
export const endLease = (
  command: CommandOf<'EndLease'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  const { lease, plan } = action ?? {}
  if (action === undefined || lease === undefined || !isLeaseRunning(action, incident)) return []
  if (context.now < leaseDueAt(lease) || isBeingUndone(action, incident)) return []
  if (plan?.undo === undefined)
    return [{ type: 'LeaseEnded', action: action.id, how: 'left', why: messageOf('card.lease.no-undo') }]
  const { forecast } = command
  const held = leaseHeldEvent({ action, incident, context, ...(forecast === undefined ? {} : { forecast }) })
  if (held !== undefined) return [held]
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
