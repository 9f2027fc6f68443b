import type { Denial } from '../approval/checks/types.ts'
import { approversOf, type Policy, personKeyOf } from '../approval/policy.ts'
import {
  type ActionContext,
  approvalsNeeded,
  closedProposalDenial,
  currentDenial,
  currentRuleOf,
  requesterKeyOf,
  validApprovers,
} from '../approval/required-approvals.ts'
import type { DecisionContext, IncidentCommand } from '../command.ts'
import type { Action, Incident } from '../incident.ts'
import { isSamePerson, type Person } from '../person.ts'
import { type EventPayloads, findAction, isIncidentInChannel, refuseCommand } from './event-payloads.ts'

type Of<T extends IncidentCommand['type']> = Extract<IncidentCommand, { type: T }>

/** One person's yes. Counted only where the policy, as it stands now, gives this person a say. */
export const approveAction = (
  command: Of<'Approve'>,
  incident: Incident,
  circumstances: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined) return refuseCommand(command, 'unknown')
  if (!isIncidentInChannel(incident, command.place)) return refuseCommand(command, 'foreign')
  const ended = closedProposalDenial(action, incident, circumstances)
  if (ended !== undefined) {
    const expiry: EventPayloads =
      ended.reason === 'expired' && action.status === 'proposed' ? [{ type: 'ActionExpired', action: action.id }] : []
    return [...expiry, ...refuseCommand(command, ended.reason, ended.args)]
  }
  const { policy } = circumstances
  if (policy === undefined) return refuseCommand(command, 'no-policy')
  const person = personKeyOf(policy, command.by)
  if (person === undefined) return refuseCommand(command, 'unknown-person')
  const no = approvalDenial(person, { action, incident, place: command.place }, policy, circumstances)
  if (no !== undefined) return refuseCommand(command, no.reason, no.args)
  return approvalEvents(action, person, command.by, incident, policy)
}

const approvalEvents = (
  action: Action,
  person: string,
  by: Person,
  incident: Incident,
  policy: Policy,
): EventPayloads => {
  const given = { type: 'ApprovalGiven', action: action.id, by, person, hash: action.hash ?? '' } as const
  const rule = currentRuleOf(action, incident, policy)
  const enough = validApprovers(action, incident, policy).length + 1 >= approvalsNeeded(action, rule)
  return enough ? [given, { type: 'ActionApproved', action: action.id }] : [given]
}

const approvalDenial = (
  person: string,
  decided: ActionContext,
  policy: Policy,
  circumstances: DecisionContext,
): Denial | undefined => {
  const { action, incident } = decided
  const rule = currentRuleOf(action, incident, policy)
  if (rule === undefined || action.rule === undefined) return { reason: 'forbidden' }
  const allowed = approversOf(policy, rule).includes(person) && action.rule.approvers.includes(person)
  if (!allowed) return { reason: 'forbidden' }
  const counts = action.rule.requesterCounts && rule.requesterCounts
  if (!counts && isRequester(person, action, circumstances)) return { reason: 'self' }
  if (action.approvals.some((approval) => approval.person === person)) return { reason: 'duplicate' }
  return currentDenial(decided, policy, circumstances)
}

const isRequester = (person: string, action: Action, circumstances: DecisionContext): boolean =>
  requesterKeyOf(action, circumstances) === person

export const rejectAction = (
  command: Of<'Reject'>,
  incident: Incident,
  circumstances: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined) return refuseCommand(command, 'unknown')
  if (!isIncidentInChannel(incident, command.place)) return refuseCommand(command, 'foreign')
  const ended = closedProposalDenial(action, incident, circumstances)
  if (ended !== undefined) return refuseCommand(command, ended.reason, ended.args)
  const { policy } = circumstances
  if (policy === undefined) return refuseCommand(command, 'no-policy')
  const person = personKeyOf(policy, command.by)
  if (person === undefined) return refuseCommand(command, 'unknown-person')
  const mayStop = action.rule?.approvers.includes(person) || isRequester(person, action, circumstances)
  return mayStop ? [{ type: 'ActionRejected', action: action.id, by: command.by }] : refuseCommand(command, 'forbidden')
}

/** The requester takes the wish back, before anything ran. */
export const withdrawAction = (
  command: Of<'Withdraw'>,
  incident: Incident,
  circumstances: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined) return refuseCommand(command, 'unknown')
  if (!isIncidentInChannel(incident, command.place)) return refuseCommand(command, 'foreign')
  const ended = closedProposalDenial(action, incident, circumstances)
  if (ended !== undefined) return refuseCommand(command, ended.reason, ended.args)
  const own = action.by.kind === 'person' && isSamePerson(action.by.person, command.by)
  return own ? [{ type: 'ActionWithdrawn', action: action.id, by: command.by }] : refuseCommand(command, 'forbidden')
}
