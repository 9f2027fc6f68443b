import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction, refuseCommand } from '../decide/event-payloads.ts'
import type { Incident } from '../incident.ts'
import type { Denial } from '../refusal.ts'
import { type AuthorisedWish, authorise, isDenial, withdrawalDenial } from './authorise.ts'
import { policyVersionOf } from './policy.ts'
import { missingReasonDenial } from './reason-in-words.ts'
import { approvalsNeeded, validApprovers } from './required-approvals.ts'
import { needsStepUp, stepUpDenial } from './step-up.ts'

/** One person's yes. Counted only where the policy, as it stands now, gives this person a say. */
export const approveAction = (
  command: CommandOf<'Approve'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return [...expiryFound(command, incident, allowed), ...refuseCommand(command, allowed)]
  const denial = unexplainedDenial(command, allowed) ?? unprovenDenial(command, allowed, context)
  return denial === undefined ? approvalEvents(command, incident, allowed) : refuseCommand(command, denial)
}

/** What the verdict speaks against is approved with a reason, by each who approves it. */
const unexplainedDenial = ({ reason = '' }: CommandOf<'Approve'>, { action }: AuthorisedWish): Denial | undefined => {
  const denial = action.advice?.is === 'against' ? missingReasonDenial(reason) : undefined
  return denial === undefined ? undefined : { ...denial, args: { ...denial.args, what: 'approval' } }
}

const unprovenDenial = (
  { stepUp: proof }: CommandOf<'Approve'>,
  allowed: AuthorisedWish,
  { now }: DecisionContext,
): Denial | undefined => (needsProof(allowed) ? stepUpDenial(allowed.policy, { ...allowed, proof, now }) : undefined)

const needsProof = ({ action: { plan }, policy }: AuthorisedWish): boolean =>
  plan !== undefined && needsStepUp(policy, plan)

/** Too late by the clock, though nothing has said so yet. */
const expiryFound = ({ action: id }: CommandOf<'Approve'>, incident: Incident, { reason }: Denial): EventPayloads =>
  reason === 'expired' && findAction(incident, id)?.status === 'proposed' ? [{ type: 'ActionExpired', action: id }] : []

const approvalEvents = (
  { by, place, stepUp, reason = '' }: CommandOf<'Approve'>,
  incident: Incident,
  { action, policy, person }: AuthorisedWish,
): EventPayloads => {
  const hashes = { hash: action.hash ?? '', ...policyVersionOf(policy) }
  const given = {
    type: 'ApprovalGiven',
    action: action.id,
    by,
    place,
    person,
    ...hashes,
    ...(stepUp === undefined ? {} : { stepUp }),
    ...(reason === '' ? {} : { reason }),
  } as const
  const enough = validApprovers(action, incident, policy).length + 1 >= approvalsNeeded(action, incident, policy)
  return enough ? [given, { type: 'ActionApproved', action: action.id }] : [given]
}

export const rejectAction = (
  command: CommandOf<'Reject'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return refuseCommand(command, allowed)
  return [{ type: 'ActionRejected', action: command.action, by: command.by }]
}

/** The requester takes the wish back, before anything ran. */
export const withdrawAction = (
  command: CommandOf<'Withdraw'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const denial = withdrawalDenial(command, incident, context)
  if (denial !== undefined) return refuseCommand(command, denial)
  return [{ type: 'ActionWithdrawn', action: command.action, by: command.by }]
}
