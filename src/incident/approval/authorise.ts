import { hasStatusTrait } from '../action-status.ts'
import type { ChatPlace } from '../chat-place.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import { findAction, isIncidentInChannel } from '../decide/event-payloads.ts'
import type { Action, Incident } from '../incident.ts'
import { isLeaseRunning } from '../lease/lease-status.ts'
import { isSamePerson } from '../person.ts'
import type { Denial } from '../refusal.ts'
import { approversOf, breakGlassPeopleOf, mustSignIn } from './approvers.ts'
import { firstDenial } from './checks/index.ts'
import { type Policy, peopleInRoles, personKeyOf } from './policy.ts'
import {
  closedProposalDenial,
  currentDenial,
  currentRuleOf,
  requesterDenial,
  requesterKeyOf,
} from './required-approvals.ts'

type GuardedCommand = CommandOf<
  | 'Approve'
  | 'Reject'
  | 'BreakGlass'
  | 'ReviewGlass'
  | 'WaiveEvidence'
  | 'ExtendLease'
  | 'ReturnLease'
  | 'KeepForGood'
  | 'TellOutcome'
>

/** A wish that its person may have, now. */
export interface AuthorisedWish {
  readonly action: Action
  readonly policy: Policy
  /** Their key in the policy: the same one on every platform. */
  readonly person: string
}

interface Wish extends AuthorisedWish {
  readonly incident: Incident
  readonly place: ChatPlace
  readonly context: DecisionContext
}

interface Permission {
  /** Why the action takes no such wish now, whoever has it. */
  readonly denialNow: (action: Action, incident: Incident, context: DecisionContext) => Denial | undefined
  /** Why this person may not have it. */
  readonly denialFor: (wish: Wish) => Denial | undefined
}

const forbidden: Denial = { reason: 'forbidden' }
const denyUnless = (allowed: boolean | undefined, denial: Denial = forbidden): Denial | undefined =>
  allowed ? undefined : denial

/** Who may have the step approved as the policy stands now. */
const isApprover = ({ action, incident, policy, person }: Wish): boolean => {
  const rule = currentRuleOf(action, incident, policy)
  return rule !== undefined && incident.app !== undefined && approversOf(policy, rule, incident.app).includes(person)
}

const isRequester = ({ action, context, person }: Wish): boolean => requesterKeyOf(action, context) === person

const approvalDenial = (wish: Wish): Denial | undefined => {
  const { action, incident, policy, person, context } = wish
  const rule = currentRuleOf(action, incident, policy)
  if (rule === undefined || action.rule === undefined || !isApprover(wish)) return forbidden
  const counts = action.rule.requesterCounts && rule.requesterCounts
  if (!counts && isRequester(wish)) return { reason: 'self' }
  if (!action.rule.approvers.includes(person)) return forbidden
  if (action.approvals.some((approval) => approval.person === person)) return { reason: 'duplicate' }
  return currentDenial(wish, policy, context)
}

/** What no emergency opens still holds. */
const breakGlassDenial = ({ action, incident, policy, person, place, context }: Wish): Denial | undefined => {
  const { app } = incident
  const rule = currentRuleOf(action, incident, policy)
  const asked = action.plan ?? action.request
  if (policy.breakGlass !== undefined && mustSignIn(policy, asked)) return { reason: 'break-glass-step-up' }
  const mayBreak = app !== undefined && breakGlassPeopleOf(policy, asked, app).includes(person)
  if (!mayBreak || rule === undefined) return { reason: 'no-break-glass' }
  return (
    requesterDenial(action, incident, policy) ??
    firstDenial({ app, asked, policy, rule, context, place }, { inEmergency: true })
  )
}

const reviewDenial = ({ action, policy, person }: Wish): Denial | undefined =>
  denyUnless(peopleInRoles(policy, policy.breakGlass?.reviewers ?? []).includes(person)) ??
  denyUnless(person !== action.breakGlassUse?.person, { reason: 'self' })

/** More time is more of what four eyes were asked for. */
const extensionDenial = (wish: Wish): Denial | undefined => {
  const rule = currentRuleOf(wish.action, wish.incident, wish.policy)
  return denyUnless(isApprover(wish)) ?? denyUnless(rule?.requesterCounts || !isRequester(wish), { reason: 'self' })
}

/** What becomes of a lease is for whoever may approve its step. */
const runningLease: Permission = {
  denialNow: (action, incident) => denyUnless(isLeaseRunning(action, incident), { reason: 'lease-over' }),
  denialFor: extensionDenial,
}

const reviewDenialNow: Permission['denialNow'] = ({ breakGlassUse }, _, { policy }) =>
  breakGlassUse?.review !== undefined
    ? { reason: 'already', args: { who: breakGlassUse.review.by.name } }
    : denyUnless(policy?.breakGlass !== undefined, { reason: 'no-policy' })

const waiverDenialNow: Permission['denialNow'] = ({ status, plan, waiver }) => {
  const waits = status === 'proposed' || status === 'approved'
  if (!waits || !plan?.destroysEvidence) return { reason: 'expired' }
  return waiver === undefined ? undefined : { reason: 'already', args: { who: waiver.by.name } }
}

/** Who may do what with a step, beyond the right to it: each of people's wishes that the policy gives only to some. */
const permissions: { readonly [T in GuardedCommand['type']]: Permission } = {
  Approve: { denialNow: closedProposalDenial, denialFor: approvalDenial },
  Reject: {
    denialNow: closedProposalDenial,
    denialFor: (wish) => denyUnless(wish.action.rule?.approvers.includes(wish.person) || isRequester(wish)),
  },
  BreakGlass: { denialNow: closedProposalDenial, denialFor: breakGlassDenial },
  ReviewGlass: { denialNow: reviewDenialNow, denialFor: reviewDenial },
  WaiveEvidence: { denialNow: waiverDenialNow, denialFor: (wish) => denyUnless(isApprover(wish)) },
  ExtendLease: runningLease,
  ReturnLease: {
    // While it is being verified it is undone, which ends that.
    denialNow: (action, incident, context) =>
      runningLease.denialNow(action, incident, context) ??
      denyUnless(!hasStatusTrait(action, 'under-way'), { reason: 'busy' }),
    denialFor: extensionDenial,
  },
  KeepForGood: runningLease,
  TellOutcome: {
    denialNow: ({ status }) => denyUnless(status === 'handed-over', { reason: 'already', args: { who: '–' } }),
    denialFor: (wish) => denyUnless(isApprover(wish)),
  },
}

/** The one guard before what people want of a step: who they are comes from the platform, what they may from the policy. */
export const authorise = (
  command: GuardedCommand,
  incident: Incident,
  context: DecisionContext,
): AuthorisedWish | Denial => {
  const permission = permissions[command.type]
  const action = findAction(incident, command.action)
  if (action === undefined) return { reason: 'unknown' }
  const denial = placeDenial(incident, command.place) ?? permission.denialNow(action, incident, context)
  if (denial !== undefined) return denial
  const { policy } = context
  if (policy === undefined) return { reason: 'no-policy' }
  const person = personKeyOf(policy, command.by)
  if (person === undefined) return { reason: 'unknown-person' }
  const wish = { action, policy, person }
  return permission.denialFor({ ...wish, incident, place: command.place, context }) ?? wish
}

export const isDenial = (answer: object): answer is Denial => 'reason' in answer

/** Who asked for a step takes it back; the policy need not know them. */
export const withdrawalDenial = (
  { action: id, by, place }: CommandOf<'Withdraw'>,
  incident: Incident,
  context: DecisionContext,
): Denial | undefined => {
  const action = findAction(incident, id)
  if (action === undefined) return { reason: 'unknown' }
  const isOwn = action.by.kind === 'person' && isSamePerson(action.by.person, by)
  return placeDenial(incident, place) ?? closedProposalDenial(action, incident, context) ?? denyUnless(isOwn)
}

/** Whoever has the right to it may have this of an incident where it lives, while it is open. */
export const incidentDenial = (incident: Incident, place: ChatPlace): Denial | undefined =>
  placeDenial(incident, place) ?? denyUnless(incident.closed === undefined, { reason: 'closed' })

/** The same for what needs the app. */
export const appDenial = (incident: Incident, place: ChatPlace): Denial | undefined =>
  incidentDenial(incident, place) ?? denyUnless(incident.app !== undefined, { reason: 'not-yet' })

export const placeDenial = (incident: Incident, place: ChatPlace): Denial | undefined =>
  denyUnless(isIncidentInChannel(incident, place), { reason: 'foreign' })
