import type { Circumstances, Command } from '../command.ts'
import { shut } from '../gates/index.ts'
import type { Action, Incident } from '../incident.ts'
import { breakersOf, membersOf, type Policy, personKey } from '../policy.ts'
import { notOpen, ruleOf } from './proposal.ts'
import { actionOf, type Bodies, livesIn, refused } from './rules.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Fewer letters than this explain nothing (ours). */
const shortestReason = 10

const isReason = (text: string): boolean => text.replaceAll(/[^\p{L}]/gu, '').length >= shortestReason

/**
 * An emergency: one person whom the policy trusts with it runs a proposal without the approvals that it needs, and
 * through a freeze. What was shown, its expiry, the largest size and the channel's scope still hold.
 */
export const breakGlass = (command: Of<'BreakGlass'>, incident: Incident, circumstances: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  const ended = notOpen(action, incident, circumstances)
  if (ended !== undefined) return refused(command, ended.no, ended.args)
  const { policy, now } = circumstances
  if (policy === undefined) return refused(command, 'no-policy')
  const person = personKey(policy, command.by)
  if (person === undefined) return refused(command, 'unknown-person')
  const rule = ruleOf(action, incident, policy)
  if (!mayBreak(person, action, policy) || rule === undefined || incident.app === undefined) {
    return refused(command, 'no-break-glass')
  }
  const at = { app: incident.app, asked: action.plan ?? action.request, policy, rule, circumstances }
  const no = shut({ ...at, place: command.place }, true)
  if (no !== undefined) return refused(command, no.no, no.args)
  if (!isReason(command.reason)) return refused(command, 'reason-needed', { letters: shortestReason })
  const { by, reason } = command
  const reviewBy = now + (policy.breakGlass?.reviewWithinInMs ?? 0)
  return [
    { type: 'GlassBroken', action: action.id, by, person, reason, hash: action.hash ?? '', reviewBy },
    { type: 'ActionApproved', action: action.id },
  ]
}

/** Whether the policy as it stands now still lets the one who broke it do so. */
export const glassHolds = (action: Action, policy: Policy): boolean => {
  const { glass } = action
  return glass !== undefined && personKey(policy, glass.by) === glass.person && mayBreak(glass.person, action, policy)
}

const mayBreak = (person: string, action: Action, policy: Policy): boolean =>
  breakersOf(policy, action.request).includes(person)

/** Somebody else says afterwards whether it was right. */
export const reviewGlass = (command: Of<'ReviewGlass'>, incident: Incident, circumstances: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  if (action?.glass === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  const { glass } = action
  if (glass.review !== undefined) return refused(command, 'already', { who: glass.review.by.name })
  const { policy } = circumstances
  if (policy?.breakGlass === undefined) return refused(command, 'no-policy')
  const person = personKey(policy, command.by)
  if (person === undefined) return refused(command, 'unknown-person')
  if (!membersOf(policy, policy.breakGlass.reviewers).includes(person)) return refused(command, 'forbidden')
  if (person === glass.person) return refused(command, 'self')
  if (!isReason(command.note)) return refused(command, 'reason-needed', { letters: shortestReason })
  const { by, verdict, note } = command
  return [{ type: 'GlassReviewed', action: action.id, by, person, verdict, note }]
}

export const remindReview = (
  { action: id }: Of<'RemindReview'>,
  incident: Incident,
  { now }: Circumstances,
): Bodies => {
  const glass = actionOf(incident, id)?.glass
  const due = glass !== undefined && glass.review === undefined && !glass.overdue && now >= glass.reviewBy
  return due ? [{ type: 'ReviewOverdue', action: id }] : []
}

/** The evidence lock is lifted by one who may approve the step, with a reason. */
export const waiveEvidence = (
  command: Of<'WaiveEvidence'>,
  incident: Incident,
  circumstances: Circumstances,
): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  const waits = action.status === 'proposed' || action.status === 'approved'
  if (!waits || !action.plan?.destroysEvidence) return refused(command, 'expired')
  if (action.waiver !== undefined) return refused(command, 'already', { who: action.waiver.by.name })
  const { policy } = circumstances
  if (policy === undefined) return refused(command, 'no-policy')
  const person = personKey(policy, command.by)
  if (person === undefined) return refused(command, 'unknown-person')
  const rule = ruleOf(action, incident, policy)
  if (rule === undefined || !membersOf(policy, rule.approvers).includes(person)) return refused(command, 'forbidden')
  if (!isReason(command.reason)) return refused(command, 'reason-needed', { letters: shortestReason })
  return [{ type: 'EvidenceWaived', action: action.id, by: command.by, person, reason: command.reason }]
}
