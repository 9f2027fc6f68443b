import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction, refuseCommand } from '../decide/event-payloads.ts'
import type { Action, Incident } from '../incident.ts'
import { breakGlassPeopleOf } from './approvers.ts'
import { authorise, isDenial } from './authorise.ts'
import { hasRight } from './permissions.ts'
import { type Policy, personKeyOf, policyVersionOf } from './policy.ts'
import { missingReasonDenial } from './reason-in-words.ts'

/**
 * An emergency: one person whom the policy trusts with it runs a proposal without the approvals that it needs, and
 * through a freeze. What was shown, its expiry, the largest size and the channel's scope still hold.
 */
export const breakGlass = (
  command: CommandOf<'BreakGlass'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return refuseCommand(command, allowed)
  const unexplained = missingReasonDenial(command.reason)
  if (unexplained !== undefined) return refuseCommand(command, unexplained)
  const { action, policy, person } = allowed
  const { by, place, reason } = command
  const reviewBy = context.now + (policy.breakGlass?.reviewWithinInMs ?? 0)
  const hashes = { hash: action.hash ?? '', ...policyVersionOf(policy) }
  return [
    { type: 'GlassBroken', action: action.id, by, place, person, reason, ...hashes, reviewBy },
    { type: 'ActionApproved', action: action.id },
  ]
}

/** Whether the policy as it stands now still lets the one who broke it do so. */
export const isBreakGlassStillAllowed = (
  { breakGlassUse, plan, request }: Action,
  { app }: Incident,
  policy: Policy,
): boolean =>
  breakGlassUse !== undefined &&
  app !== undefined &&
  personKeyOf(policy, breakGlassUse.by) === breakGlassUse.person &&
  breakGlassPeopleOf(policy, plan ?? request, app).includes(breakGlassUse.person) &&
  hasRight(policy, { key: breakGlassUse.person }, 'approve', { app, place: breakGlassUse.place })

/** Somebody else says afterwards whether it was right. */
export const reviewBreakGlass = (
  command: CommandOf<'ReviewGlass'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  if (findAction(incident, command.action)?.breakGlassUse === undefined)
    return refuseCommand(command, { reason: 'unknown' })
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return refuseCommand(command, allowed)
  const { by, verdict, note } = command
  const unexplained = missingReasonDenial(note)
  if (unexplained !== undefined) return refuseCommand(command, unexplained)
  return [{ type: 'GlassReviewed', action: allowed.action.id, by, person: allowed.person, verdict, note }]
}

export const remindBreakGlassReview = (
  { action: id }: CommandOf<'RemindReview'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const breakGlassUse = findAction(incident, id)?.breakGlassUse
  const due =
    breakGlassUse !== undefined &&
    breakGlassUse.review === undefined &&
    !breakGlassUse.overdue &&
    now >= breakGlassUse.reviewBy
  return due ? [{ type: 'ReviewOverdue', action: id }] : []
}
