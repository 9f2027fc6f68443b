import { messageOf } from '../../i18n/message.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction, refuseCommand } from '../decide/event-payloads.ts'
import type { EventPayload } from '../event.ts'
import type { Requester } from '../events/mitigation-event.ts'
import type { Incident } from '../incident.ts'
import { leaseEndedEvents, proposeLeaseReturn } from '../lease/end-lease.ts'
import { leaseTooLongMessage } from '../lease/extend-lease.ts'
import { toApprovalRule } from './approvers.ts'
import { appDenial } from './authorise.ts'
import { firstDenial } from './checks/index.ts'
import { hashPlan } from './plan-hash.ts'
import { matchingRule, policyVersionOf } from './policy.ts'
import { isRequesterNamed, requesterDenial, requesterKeyOf } from './required-approvals.ts'

export const requestStep = (command: CommandOf<'RequestStep'>, incident: Incident): EventPayloads => {
  if (findAction(incident, command.action) !== undefined) return []
  const refusal = requestRefusal(command.by, incident)
  if (refusal.length > 0) return refusal
  const { action, request, by, leaseInMs } = command
  return [{ type: 'StepRequested', action, request, by, ...(leaseInMs === undefined ? {} : { leaseInMs }) }]
}

/** The return of a lease was settled with the lease. */
const requestRefusal = (by: Requester, incident: Incident): EventPayloads => {
  if (by.kind === 'lease') return []
  const denial = appDenial(incident, by.place)
  return denial === undefined ? [] : refuseCommand({ type: 'Propose', by: by.person, place: by.place }, denial)
}

/** The what-if is in: it becomes a proposal if the policy has a rule for it, with the approval that the rule asks. */
export const proposeAction = (
  command: CommandOf<'Propose'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined || action.status !== 'requested' || incident.app === undefined) return []
  if ('impossible' in command.planned) {
    const why = command.planned.impossible
    return [{ type: 'StepImpossible', action: action.id, why }, ...leaseEndedEvents(action, 'left', why)]
  }
  const { plan } = command.planned
  // Rules are chosen by step: a plan of another step than the one asked for must not find a milder one.
  if (plan.step !== action.request.step) {
    const why = messageOf('card.step.unknown', { step: plan.step })
    return [{ type: 'StepImpossible', action: action.id, why }, ...leaseEndedEvents(action, 'left', why)]
  }
  if (action.by.kind === 'lease') return proposeLeaseReturn(action, plan, incident)
  const { policy, now } = context
  const rule = policy === undefined ? undefined : matchingRule(policy, incident.app, plan)
  if (policy === undefined || rule === undefined) {
    const key = policy === undefined ? 'refusal.no-policy' : 'refusal.no-rule'
    return [{ type: 'StepImpossible', action: action.id, why: messageOf(key) }]
  }
  // Only what no time and no emergency will change: a freeze may be over by the time somebody approves.
  const place = action.by.kind === 'person' ? action.by.place : undefined
  const at = { app: incident.app, asked: plan, policy, rule, context }
  const denial =
    requesterDenial(action, incident, policy) ?? firstDenial(place === undefined ? at : { ...at, place }, true)
  if (denial !== undefined) {
    return [{ type: 'StepImpossible', action: action.id, why: messageOf(`refusal.${denial.reason}`, denial.args) }]
  }
  const long = plan.leaseInMs !== undefined && plan.leaseInMs > (rule.maximumLeaseInMs ?? Number.POSITIVE_INFINITY)
  if (long) return [{ type: 'StepImpossible', action: action.id, why: leaseTooLongMessage(rule) }]
  const asksOf = { app: incident.app, rule, asked: plan, isRequesterNamed: isRequesterNamed(action, policy) }
  const canApprove = toApprovalRule(policy, asksOf)
  const { needed } = canApprove
  const eligible = countEligibleApprovers(
    canApprove.approvers,
    canApprove.requesterCounts,
    requesterKeyOf(action, context),
  )
  if (eligible < needed) {
    return [{ type: 'StepImpossible', action: action.id, why: messageOf('refusal.too-few-approvers', { needed }) }]
  }
  const proposed: EventPayload = {
    type: 'ActionProposed',
    action: action.id,
    plan,
    hash: hashPlan(plan),
    rule: canApprove,
    expiresAt: now + rule.expiresInMs,
  }
  // The policy says in so many words that this one needs nobody.
  return needed === 0
    ? [proposed, { type: 'ActionApproved', action: action.id, ...policyVersionOf(policy) }]
    : [proposed]
}

const countEligibleApprovers = (
  approvers: readonly string[],
  requesterCounts: boolean,
  requester: string | undefined,
): number => approvers.filter((approver) => requesterCounts || approver !== requester).length

export const expireAction = (
  command: CommandOf<'Expire'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  const due = action?.status === 'proposed' && action.expiresAt !== undefined && now >= action.expiresAt
  return due ? [{ type: 'ActionExpired', action: action.id }] : []
}
