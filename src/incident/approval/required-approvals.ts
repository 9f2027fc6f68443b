import type { ChatPlace } from '../chat-place.ts'
import type { DecisionContext } from '../command.ts'
import type { Action, Incident } from '../incident.ts'
import { isTrueUndo } from '../lease/undo-step.ts'
import type { Denial } from '../refusal.ts'
import { approvalsFor, approversOf } from './approvers.ts'
import { firstDenial } from './checks/index.ts'
import { hasRight, isPermitted } from './permissions.ts'
import { matchingRule, type Policy, type PolicyRule, personKeyOf } from './policy.ts'
import { isStepUpOf, needsStepUp } from './step-up.ts'

/** The rule that the policy has for it now; chosen by the plan where there is one, since that knows the risk. */
export const currentRuleOf = (action: Action, { app }: Incident, policy: Policy): PolicyRule | undefined =>
  app === undefined ? undefined : matchingRule(policy, app, action.plan ?? action.request)

/** What the policy forbids at this moment, whoever asks. */
export const currentDenial = (
  { action, incident, place }: ActionContext,
  policy: Policy,
  context: DecisionContext,
): Denial | undefined => {
  const rule = currentRuleOf(action, incident, policy)
  if (incident.app === undefined || rule === undefined) return { reason: 'forbidden' }
  const at = { app: incident.app, asked: action.plan ?? action.request, policy, rule, context }
  return (
    requesterDenial(action, incident, policy) ??
    firstDenial(place === undefined ? at : { ...at, place }, {
      inEmergency: action.breakGlassUse !== undefined,
      isUndo: isTrueUndo(action, incident),
    })
  )
}

export const requesterKeyOf = (action: Action, { policy }: Pick<DecisionContext, 'policy'>): string | undefined =>
  policy === undefined || action.by.kind !== 'person' ? undefined : personKeyOf(policy, action.by.person)

/** The stricter of what was shown and what the policy says now. */
export const approvalsNeeded = (action: Action, incident: Incident, policy: Policy): number => {
  const rule = currentRuleOf(action, incident, policy)
  if (rule === undefined || action.rule === undefined) return Number.POSITIVE_INFINITY
  return Math.max(action.rule.needed, approvalsFor(rule, isRequesterNamed(action, policy)))
}

/** The return of a lease is nobody's wish. */
export const isRequesterNamed = (action: Action, policy: Policy): boolean =>
  action.by.kind === 'lease' || requesterKeyOf(action, { policy }) !== undefined

/** Whoever asked must still be one who may ask. */
export const requesterDenial = ({ by }: Action, { app }: Incident, policy: Policy): Denial | undefined =>
  by.kind === 'lease' || isPermitted(policy, by.person, 'ask', { app, place: by.place })
    ? undefined
    : { reason: 'requester' }

/** Distinct people whose given approval both the proposal's rule and the policy of now accept. */
export const validApprovers = (action: Action, incident: Incident, policy: Policy): readonly string[] => {
  const rule = currentRuleOf(action, incident, policy)
  const { app } = incident
  if (rule === undefined || action.rule === undefined || app === undefined) return []
  const requester = requesterKeyOf(action, { policy })
  const counts = action.rule.requesterCounts && rule.requesterCounts
  const allowed = approversOf(policy, rule, app).filter(
    (key) => action.rule?.approvers.includes(key) && (counts || key !== requester),
  )
  const needsProof = needsStepUp(policy, action.plan ?? {})
  const given = action.approvals.filter(
    ({ by, place, person, stepUp }) =>
      personKeyOf(policy, by) === person &&
      hasRight(policy, { key: person }, 'approve', { app, place }) &&
      (!needsProof || isStepUpOf(policy, stepUp, person)),
  )
  return [...new Set(given.map((approval) => approval.person))].filter((key) => allowed.includes(key))
}

export interface ActionContext {
  readonly action: Action
  readonly incident: Incident
  readonly place?: ChatPlace
}

/** Why the proposal takes no more decisions; `undefined` while it does. */
export const closedProposalDenial = (
  action: Action,
  incident: Incident,
  { now }: DecisionContext,
): Denial | undefined => {
  const who = action.endedBy?.name ?? action.approvals.at(-1)?.by.name ?? '–'
  switch (action.status) {
    case 'proposed':
      if (incident.closed !== undefined) return { reason: 'closed' }
      return action.expiresAt === undefined || now >= action.expiresAt ? { reason: 'expired' } : undefined
    case 'requested':
    case 'impossible':
      return { reason: 'unknown' }
    case 'rejected':
    case 'withdrawn':
      return { reason: 'rejected', args: { who } }
    case 'expired':
      return { reason: 'expired' }
    case 'voided':
      return { reason: 'stale' }
    case 'approved':
    case 'started':
    case 'accepted':
    case 'doubted':
    case 'handed-over':
    case 'failed':
    case 'collected':
    case 'verifying':
    case 'recovered':
    case 'done':
    case 'not-recovered':
    case 'undone':
      return { reason: 'already', args: { who } }
    default:
      return action.status satisfies never
  }
}
