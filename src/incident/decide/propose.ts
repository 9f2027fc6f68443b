import type { Circumstances, Command } from '../command.ts'
import type { EventBody, Requester } from '../event.ts'
import { shut } from '../gates/index.ts'
import type { Incident } from '../incident.ts'
import { phrase } from '../phrase.ts'
import { planHash } from '../plan-hash.ts'
import { approvalRule, ruleFor } from '../policy.ts'
import { leaseOver, proposeReturn, tooLong } from './lease.ts'
import { requesterKey } from './proposal.ts'
import { actionOf, type Bodies, livesIn, refused } from './rules.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

export const requestStep = (command: Of<'RequestStep'>, incident: Incident): Bodies => {
  if (actionOf(incident, command.action) !== undefined) return []
  const refusal = reasonNotToPlan(command.by, incident)
  if (refusal !== undefined) return refusal
  const { action, request, by, leaseInMs } = command
  return [{ type: 'StepRequested', action, request, by, ...(leaseInMs === undefined ? {} : { leaseInMs }) }]
}

const reasonNotToPlan = (by: Requester, incident: Incident): Bodies | undefined => {
  if (by.kind === 'lease') return undefined
  const asked = { type: 'Propose', by: by.person, place: by.place }
  if (!livesIn(incident, by.place)) return refused(asked, 'foreign')
  if (incident.closed !== undefined) return refused(asked, 'closed')
  if (incident.app === undefined) return refused(asked, 'not-yet')
  return undefined
}

/** The what-if is in: it becomes a proposal if the policy has a rule for it, with the approval that the rule asks. */
export const propose = (command: Of<'Propose'>, incident: Incident, circumstances: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined || action.status !== 'requested' || incident.app === undefined) return []
  if ('impossible' in command.planned) {
    const why = command.planned.impossible
    return [{ type: 'StepImpossible', action: action.id, why }, ...leaseOver(action, 'left', why)]
  }
  const { plan } = command.planned
  // Rules are chosen by step: a plan of another step than the one asked for must not find a milder one.
  if (plan.step !== action.request.step) {
    const why = phrase('card.step.unknown', { step: plan.step })
    return [{ type: 'StepImpossible', action: action.id, why }, ...leaseOver(action, 'left', why)]
  }
  if (action.by.kind === 'lease') return proposeReturn(action, plan, incident)
  const { policy, now } = circumstances
  const rule = policy === undefined ? undefined : ruleFor(policy, incident.app, plan)
  if (policy === undefined || rule === undefined) {
    const key = policy === undefined ? 'refusal.no-policy' : 'refusal.no-rule'
    return [{ type: 'StepImpossible', action: action.id, why: phrase(key) }]
  }
  // Only what no time and no emergency will change: a freeze may be over by the time somebody approves.
  const place = action.by.kind === 'person' ? action.by.place : undefined
  const at = { app: incident.app, asked: plan, policy, rule, circumstances }
  const no = shut(place === undefined ? at : { ...at, place }, true)
  if (no !== undefined) {
    return [{ type: 'StepImpossible', action: action.id, why: phrase(`refusal.${no.no}`, no.args) }]
  }
  const long = plan.leaseInMs !== undefined && plan.leaseInMs > (rule.maximumLeaseInMs ?? Number.POSITIVE_INFINITY)
  if (long) return [{ type: 'StepImpossible', action: action.id, why: tooLong(rule) }]
  const canApprove = approvalRule(policy, rule, plan)
  if (votersLeft(canApprove.approvers, canApprove.requesterCounts, requesterKey(action, circumstances)) < rule.needed) {
    return [
      { type: 'StepImpossible', action: action.id, why: phrase('refusal.too-few-approvers', { needed: rule.needed }) },
    ]
  }
  const proposed: EventBody = {
    type: 'ActionProposed',
    action: action.id,
    plan,
    hash: planHash(plan),
    rule: canApprove,
    expiresAt: now + rule.expiresInMs,
  }
  // The policy says in so many words that this one needs nobody.
  return rule.needed === 0 ? [proposed, { type: 'ActionApproved', action: action.id }] : [proposed]
}

const votersLeft = (approvers: readonly string[], requesterCounts: boolean, requester: string | undefined): number =>
  approvers.filter((approver) => requesterCounts || approver !== requester).length

export const expire = (command: Of<'Expire'>, incident: Incident, { now }: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  const due = action?.status === 'proposed' && action.expiresAt !== undefined && now >= action.expiresAt
  return due ? [{ type: 'ActionExpired', action: action.id }] : []
}
