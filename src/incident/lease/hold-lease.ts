import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { hasStatusTrait } from '../action-status.ts'
import { activeFreeze, type ChangeFreeze, freezeEndsAt } from '../approval/change-freeze.ts'
import { budgetCheck } from '../approval/checks/budget.ts'
import type { Policy, PolicyRule } from '../approval/policy.ts'
import { currentRuleOf } from '../approval/required-approvals.ts'
import type { DecisionContext } from '../command.ts'
import type { EventPayload } from '../event.ts'
import type { Instant } from '../finding.ts'
import type { Action, Incident } from '../incident.ts'
import type { MitigationPlan } from '../mitigation-plan.ts'
import type { CapacityForecast } from './capacity-forecast.ts'
import { longestLeaseOf } from './extend-lease.ts'
import { breachOf, worstOf } from './forecast.ts'

const minuteInMs = 60_000
const hourInMs = 60 * minuteInMs
/** A step takes about so long. */
const busyPauseInMs = 5 * minuteInMs
const usualPauseInMs = 15 * minuteInMs
/** A freeze of weeks is told of every day. */
const longestPauseInMs = 24 * hourInMs

type LeaseHeld = Extract<EventPayload, { type: 'LeaseHeld' }>

/** What nobody has to decide in the middle of a change: a lease whose time is over, with what is known of its return. */
export interface DueLease {
  readonly action: Action
  readonly incident: Incident
  readonly context: DecisionContext
  readonly forecast?: CapacityForecast
}

interface Hold {
  readonly why: TranslatableMessage
  readonly pauseInMs: number
}

/** The event of a lease that stays though its time is over; `undefined` where nothing speaks against its return. */
export const leaseHeldEvent = (due: DueLease): LeaseHeld | undefined => {
  const hold = policyHold(due) ?? busyHold(due) ?? forecastHold(due)
  return hold === undefined ? undefined : heldEvent(due, hold)
}

/**
 * The same between the decision and the write: what was foreseen is true for minutes only, and a freeze may have begun.
 * A person who takes it back needs neither.
 */
export const lateHoldEvent = (back: Action, due: DueLease): LeaseHeld | undefined => {
  if (back.by.kind !== 'lease' || back.by.person !== undefined) return undefined
  const isLate = due.context.now - back.requestedAt > usualPauseInMs
  const hold = policyHold(due) ?? (isLate ? holdFor('late', busyPauseInMs) : undefined)
  return hold === undefined ? undefined : heldEvent(due, hold)
}

const holdFor = (reason: string, pauseInMs: number, args?: TranslatableMessage['args']): Hold => ({
  why: messageOf(`card.lease.held.${reason}`, args),
  pauseInMs,
})

const policyHold = ({ action, incident, context: { policy, now } }: DueLease): Hold | undefined => {
  const { app } = incident
  const undo = action.plan?.undo
  const rule = policy === undefined ? undefined : currentRuleOf(action, incident, policy)
  if (policy === undefined || rule === undefined || app === undefined || undo === undefined)
    return holdFor('no-policy', hourInMs)
  const freeze = activeFreeze(policy, app, undo, now)
  return freeze === undefined ? undefined : holdFor('frozen', freezePause(freeze, now), { name: freeze.name })
}

const freezePause = (freeze: ChangeFreeze, now: Instant): number =>
  Math.min((freezeEndsAt(freeze, now) ?? now + longestPauseInMs) - now, longestPauseInMs)

/** Two changes at once could not be told apart, and the second would be judged by what the first did. */
const busyHold = ({ action, incident, context: { past = [] } }: DueLease): Hold | undefined => {
  const isOtherUnderWay = incident.actions.some(
    ({ id, status }) => id !== action.id && hasStatusTrait({ status }, 'under-way'),
  )
  const isOtherRunning = past.some(({ finishedAt }) => finishedAt === undefined)
  return isOtherUnderWay || isOtherRunning ? holdFor('busy', busyPauseInMs) : undefined
}

const forecastHold = (due: DueLease): Hold | undefined => {
  const { forecast } = due
  if (forecast === undefined) return holdFor('no-data', usualPauseInMs)
  const rule = ruleOf(due)
  const worst = worstOf(forecast)
  const isWanted = isAtMaximum(due, rule) && rule?.atMaximumLease === 'return'
  if (worst === undefined || isWanted) return undefined
  const { kind, args } = breachOf(worst, forecast)
  return { why: messageOf(`card.lease.held.would-break.${kind}`, args), pauseInMs: usualPauseInMs }
}

const heldEvent = (due: DueLease, { why, pauseInMs }: Hold): LeaseHeld => {
  const { action, context, forecast } = due
  const { now } = context
  const asks = whatItAsks(due)
  const most = maximumAt(due, ruleOf(due))
  const until = now + (asks === undefined ? pauseInMs : Math.max(pauseInMs, hourInMs))
  return {
    type: 'LeaseHeld',
    action: action.id,
    until: now < most ? Math.min(until, most) : until,
    why,
    ...(asks === undefined ? {} : { asks }),
    ...(forecast === undefined ? {} : { forecast }),
  }
}

const whatItAsks = (due: DueLease): LeaseHeld['asks'] => {
  const { action, incident, context } = due
  const { policy } = context
  const rule = ruleOf(due)
  if (policy !== undefined && rule !== undefined && action.plan !== undefined) {
    const isPaidFor = isWithinBudget(action.plan, incident, { ...context, policy, rule })
    if (!isPaidFor) return 'budget'
  }
  return isAtMaximum(due, rule) ? 'maximum' : undefined
}

/** What it adds to the bill is weighed as if it were asked for now. */
const isWithinBudget = (
  plan: MitigationPlan,
  { app }: Incident,
  {
    policy,
    rule,
    ...context
  }: Omit<DecisionContext, 'policy'> & { readonly policy: Policy; readonly rule: PolicyRule },
): boolean =>
  app === undefined ||
  budgetCheck.check({ app, asked: plan, policy, rule, context: { ...context, policy } }) === undefined

const ruleOf = ({ action, incident, context: { policy } }: DueLease): PolicyRule | undefined =>
  policy === undefined ? undefined : currentRuleOf(action, incident, policy)

const maximumAt = ({ action: { lease } }: DueLease, rule: PolicyRule | undefined): Instant =>
  (lease?.startedAt ?? 0) + longestLeaseOf(rule)

const isAtMaximum = (due: DueLease, rule: PolicyRule | undefined): boolean => due.context.now >= maximumAt(due, rule)
