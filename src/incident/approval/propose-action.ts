import { messageOf } from '../../i18n/message.ts'
import { canBeAskedAgain } from '../ask-again.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction, refuseCommand } from '../decide/event-payloads.ts'
import type { EventPayload } from '../event.ts'
import type { Action, Incident } from '../incident.ts'
import { leaseAskedFor, whyNotForGood } from '../lease/asked-lease.ts'
import { leaseEndedEvents, proposeLeaseReturn } from '../lease/end-lease.ts'
import { leaseTooLongMessage } from '../lease/extend-lease.ts'
import { isTrueUndo, undoneOriginOf, undoOf } from '../lease/undo-step.ts'
import type { Denial } from '../refusal.ts'
import { isSameRequest } from '../same-request.ts'
import type { ApprovalRule } from './approval-event.ts'
import { toApprovalRule } from './approvers.ts'
import { appDenial } from './authorise.ts'
import { firstDenial } from './checks/index.ts'
import { hashPlan } from './plan-hash.ts'
import { matchingRule, policyVersionOf } from './policy.ts'
import { isRequesterNamed, requesterDenial, requesterKeyOf } from './required-approvals.ts'
import { stepAdviceOf } from './step-advice.ts'

export const requestStep = (
  command: CommandOf<'RequestStep'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  if (findAction(incident, command.action) !== undefined) return []
  const origin = command.undoes === undefined ? undefined : findAction(incident, command.undoes)
  const refusal = requestRefusal(command, incident, origin)
  if (refusal.length > 0) return refusal
  // Asked for already: whoever asks again is told that it is under way.
  if (origin !== undefined && undoOf(origin, incident) !== undefined) return []
  const { action, request, by } = command
  const waiting = origin === undefined ? sameWaiting(command, incident, context) : undefined
  if (waiting?.by.kind === 'person' && by.kind === 'person') {
    const args = { who: waiting.by.person.name }
    return refuseCommand(
      { type: 'Propose', by: by.person, place: by.place, action: waiting.id },
      { reason: 'waits', args },
    )
  }
  // Taking back what took a step back is a step like any other.
  const undoes =
    origin === undefined || origin.undoes !== undefined || origin.by.kind === 'lease' ? undefined : origin.id
  const leaseInMs = undoes === undefined ? leaseAskedFor(command, incident, context) : undefined
  return [
    {
      type: 'StepRequested',
      action,
      request,
      by,
      ...(leaseInMs === undefined ? {} : { leaseInMs }),
      ...(undoes === undefined ? {} : { undoes }),
    },
  ]
}

/** The same step with the same arguments, for as long, that nobody has decided on yet. */
const sameWaiting = (
  command: CommandOf<'RequestStep'>,
  incident: Incident,
  context: DecisionContext,
): Action | undefined =>
  incident.actions.find(
    ({ status, request, leaseInMs }) =>
      (status === 'requested' || status === 'proposed') &&
      isSameRequest(request, command.request) &&
      leaseInMs === leaseAskedFor(command, incident, context),
  )

/** The return of a lease was settled with the lease. */
const requestRefusal = (
  { by, again }: CommandOf<'RequestStep'>,
  incident: Incident,
  origin: Action | undefined,
): EventPayloads => {
  if (by.kind === 'lease') return []
  const denial = appDenial(incident, by.place) ?? undoneDenial(origin, incident) ?? repetitionDenial(again, incident)
  return denial === undefined ? [] : refuseCommand({ type: 'Propose', by: by.person, place: by.place }, denial)
}

/** A step is taken back once. */
const undoneDenial = (origin: Action | undefined, incident: Incident): Denial | undefined => {
  if (origin?.status !== 'undone') return undefined
  const undo = incident.actions.find(({ id }) => id === origin.undoneBy)
  return { reason: 'already', args: { who: undo?.by.kind === 'person' ? undo.by.person.name : '–' } }
}

/** Two who press the same button ask for one step. */
const repetitionDenial = (again: string | undefined, incident: Incident): Denial | undefined => {
  const ended = again === undefined ? undefined : findAction(incident, again)
  return ended === undefined || canBeAskedAgain(ended, incident) ? undefined : { reason: 'asked-again' }
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
  if (undoneOriginOf(action, incident)?.status === 'failed')
    return [{ type: 'StepImpossible', action: action.id, why: messageOf('card.undo.nothing-ran') }]
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
    requesterDenial(action, incident, policy) ??
    firstDenial(place === undefined ? at : { ...at, place }, { inEmergency: true })
  if (denial !== undefined) {
    return [{ type: 'StepImpossible', action: action.id, why: messageOf(`refusal.${denial.reason}`, denial.args) }]
  }
  const long = plan.leaseInMs !== undefined && plan.leaseInMs > (rule.maximumLeaseInMs ?? Number.POSITIVE_INFINITY)
  const why = long ? leaseTooLongMessage(rule) : whyNotForGood(action, plan, { rule, steps: context.steps })
  if (why !== undefined) return [{ type: 'StepImpossible', action: action.id, why }]
  const asksOf = { app: incident.app, rule, asked: plan, isRequesterNamed: isRequesterNamed(action, policy) }
  const canApprove = withoutRequester(toApprovalRule(policy, asksOf), requesterKeyOf(action, context))
  const { needed } = canApprove
  if (canApprove.approvers.length < needed) {
    return [{ type: 'StepImpossible', action: action.id, why: messageOf('refusal.too-few-approvers', { needed }) }]
  }
  // What takes our own step back as it promised owes nobody a reason; what only says so does.
  const advice = isTrueUndo({ ...action, plan }, incident) ? undefined : stepAdviceOf(plan, incident, context.steps)
  const proposed: EventPayload = {
    type: 'ActionProposed',
    action: action.id,
    plan,
    hash: hashPlan(plan),
    rule: canApprove,
    expiresAt: now + rule.expiresInMs,
    ...(advice === undefined ? {} : { advice }),
  }
  // The policy says in so many words that this one needs nobody.
  return needed === 0
    ? [proposed, { type: 'ActionApproved', action: action.id, ...policyVersionOf(policy) }]
    : [proposed]
}

/** Four eyes: whoever asked is not named among those who may approve. */
const withoutRequester = (rule: ApprovalRule, requester: string | undefined): ApprovalRule =>
  rule.requesterCounts ? rule : { ...rule, approvers: rule.approvers.filter((approver) => approver !== requester) }

export const expireAction = (
  command: CommandOf<'Expire'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  const due = action?.status === 'proposed' && action.expiresAt !== undefined && now >= action.expiresAt
  return due ? [{ type: 'ActionExpired', action: action.id }] : []
}
