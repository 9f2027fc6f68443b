import type { DecisionContext, IncidentCommand } from '../command.ts'
import { type EventPayloads, findAction, isIncidentInChannel, refuseCommand } from '../decide/event-payloads.ts'
import type { Action, Incident } from '../incident.ts'
import { firstDenial } from './checks/index.ts'
import { breakGlassPeopleOf, type Policy, peopleInRoles, personKeyOf } from './policy.ts'
import { closedProposalDenial, currentRuleOf } from './required-approvals.ts'

type Of<T extends IncidentCommand['type']> = Extract<IncidentCommand, { type: T }>

/** Fewer letters than this explain nothing (ours). */
const minReasonLetters = 10

const isSufficientReason = (text: string): boolean => text.replaceAll(/[^\p{L}]/gu, '').length >= minReasonLetters

/**
 * An emergency: one person whom the policy trusts with it runs a proposal without the approvals that it needs, and
 * through a freeze. What was shown, its expiry, the largest size and the channel's scope still hold.
 */
export const breakGlass = (
  command: Of<'BreakGlass'>,
  incident: Incident,
  circumstances: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined) return refuseCommand(command, 'unknown')
  if (!isIncidentInChannel(incident, command.place)) return refuseCommand(command, 'foreign')
  const ended = closedProposalDenial(action, incident, circumstances)
  if (ended !== undefined) return refuseCommand(command, ended.reason, ended.args)
  const { policy, now } = circumstances
  if (policy === undefined) return refuseCommand(command, 'no-policy')
  const person = personKeyOf(policy, command.by)
  if (person === undefined) return refuseCommand(command, 'unknown-person')
  const rule = currentRuleOf(action, incident, policy)
  if (!mayBreakGlass(person, action, policy) || rule === undefined || incident.app === undefined) {
    return refuseCommand(command, 'no-break-glass')
  }
  const at = { app: incident.app, asked: action.plan ?? action.request, policy, rule, circumstances }
  const no = firstDenial({ ...at, place: command.place }, true)
  if (no !== undefined) return refuseCommand(command, no.reason, no.args)
  if (!isSufficientReason(command.reason)) return refuseCommand(command, 'reason-needed', { letters: minReasonLetters })
  const { by, reason } = command
  const reviewBy = now + (policy.breakGlass?.reviewWithinInMs ?? 0)
  return [
    { type: 'GlassBroken', action: action.id, by, person, reason, hash: action.hash ?? '', reviewBy },
    { type: 'ActionApproved', action: action.id },
  ]
}

/** Whether the policy as it stands now still lets the one who broke it do so. */
export const isBreakGlassStillAllowed = (action: Action, policy: Policy): boolean => {
  const { glass } = action
  return (
    glass !== undefined && personKeyOf(policy, glass.by) === glass.person && mayBreakGlass(glass.person, action, policy)
  )
}

const mayBreakGlass = (person: string, action: Action, policy: Policy): boolean =>
  breakGlassPeopleOf(policy, action.request).includes(person)

/** Somebody else says afterwards whether it was right. */
export const reviewBreakGlass = (
  command: Of<'ReviewGlass'>,
  incident: Incident,
  circumstances: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action?.glass === undefined) return refuseCommand(command, 'unknown')
  if (!isIncidentInChannel(incident, command.place)) return refuseCommand(command, 'foreign')
  const { glass } = action
  if (glass.review !== undefined) return refuseCommand(command, 'already', { who: glass.review.by.name })
  const { policy } = circumstances
  if (policy?.breakGlass === undefined) return refuseCommand(command, 'no-policy')
  const person = personKeyOf(policy, command.by)
  if (person === undefined) return refuseCommand(command, 'unknown-person')
  if (!peopleInRoles(policy, policy.breakGlass.reviewers).includes(person)) return refuseCommand(command, 'forbidden')
  if (person === glass.person) return refuseCommand(command, 'self')
  if (!isSufficientReason(command.note)) return refuseCommand(command, 'reason-needed', { letters: minReasonLetters })
  const { by, verdict, note } = command
  return [{ type: 'GlassReviewed', action: action.id, by, person, verdict, note }]
}

export const remindBreakGlassReview = (
  { action: id }: Of<'RemindReview'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const glass = findAction(incident, id)?.glass
  const due = glass !== undefined && glass.review === undefined && !glass.overdue && now >= glass.reviewBy
  return due ? [{ type: 'ReviewOverdue', action: id }] : []
}

/** The evidence lock is lifted by one who may approve the step, with a reason. */
export const waiveEvidence = (
  command: Of<'WaiveEvidence'>,
  incident: Incident,
  circumstances: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined) return refuseCommand(command, 'unknown')
  if (!isIncidentInChannel(incident, command.place)) return refuseCommand(command, 'foreign')
  const waits = action.status === 'proposed' || action.status === 'approved'
  if (!waits || !action.plan?.destroysEvidence) return refuseCommand(command, 'expired')
  if (action.waiver !== undefined) return refuseCommand(command, 'already', { who: action.waiver.by.name })
  const { policy } = circumstances
  if (policy === undefined) return refuseCommand(command, 'no-policy')
  const person = personKeyOf(policy, command.by)
  if (person === undefined) return refuseCommand(command, 'unknown-person')
  const rule = currentRuleOf(action, incident, policy)
  if (rule === undefined || !peopleInRoles(policy, rule.approvers).includes(person))
    return refuseCommand(command, 'forbidden')
  if (!isSufficientReason(command.reason)) return refuseCommand(command, 'reason-needed', { letters: minReasonLetters })
  return [{ type: 'EvidenceWaived', action: action.id, by: command.by, person, reason: command.reason }]
}
