import type { Circumstances } from '../command.ts'
import { shut } from '../gates/index.ts'
import type { No } from '../gates/types.ts'
import type { Action, Incident } from '../incident.ts'
import type { Place } from '../place.ts'
import { approversOf, type Policy, type PolicyRule, personKey, ruleFor } from '../policy.ts'

/** The rule that the policy has for it now; chosen by the plan where there is one, since that knows the risk. */
export const ruleOf = (action: Action, { app }: Incident, policy: Policy): PolicyRule | undefined =>
  app === undefined ? undefined : ruleFor(policy, app, action.plan ?? action.request)

/** What the policy forbids at this moment, whoever asks. */
export const notNow = (
  { action, incident, place }: Decided,
  policy: Policy,
  circumstances: Circumstances,
): No | undefined => {
  const rule = ruleOf(action, incident, policy)
  if (incident.app === undefined || rule === undefined) return { no: 'forbidden' }
  const at = { app: incident.app, asked: action.plan ?? action.request, policy, rule, circumstances }
  return shut(place === undefined ? at : { ...at, place }, action.glass !== undefined)
}

export const requesterKey = (action: Action, { policy }: Circumstances): string | undefined =>
  policy === undefined || action.by.kind !== 'person' ? undefined : personKey(policy, action.by.person)

/** The stricter of what was shown and what the policy says now. */
export const neededFor = (action: Action, rule: PolicyRule | undefined): number =>
  Math.max(action.rule?.needed ?? Number.POSITIVE_INFINITY, rule?.needed ?? Number.POSITIVE_INFINITY)

/** Distinct people whose given approval both the proposal's rule and the policy of now accept. */
export const validApprovers = (action: Action, incident: Incident, policy: Policy): readonly string[] => {
  const rule = ruleOf(action, incident, policy)
  if (rule === undefined || action.rule === undefined) return []
  const requester = requesterKey(action, { policy, now: 0 })
  const counts = action.rule.requesterCounts && rule.requesterCounts
  const allowed = approversOf(policy, rule).filter(
    (key) => action.rule?.approvers.includes(key) && (counts || key !== requester),
  )
  const given = action.approvals.filter((approval) => personKey(policy, approval.by) === approval.person)
  return [...new Set(given.map((approval) => approval.person))].filter((key) => allowed.includes(key))
}

export interface Decided {
  readonly action: Action
  readonly incident: Incident
  readonly place?: Place
}

/** Why the proposal takes no more decisions; `undefined` while it does. */
export const notOpen = (action: Action, incident: Incident, { now }: Circumstances): No | undefined => {
  const who = action.endedBy?.name ?? action.approvals.at(-1)?.by.name ?? '–'
  switch (action.status) {
    case 'proposed':
      if (incident.closed !== undefined) return { no: 'closed' }
      return action.expiresAt === undefined || now >= action.expiresAt ? { no: 'expired' } : undefined
    case 'requested':
    case 'impossible':
      return { no: 'unknown' }
    case 'rejected':
    case 'withdrawn':
      return { no: 'rejected', args: { who } }
    case 'expired':
      return { no: 'expired' }
    case 'voided':
      return { no: 'stale' }
    default:
      return { no: 'already', args: { who } }
  }
}
