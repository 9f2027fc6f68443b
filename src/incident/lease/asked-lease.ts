import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { matchingRule, type PolicyRule } from '../approval/policy.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import type { Action, Incident } from '../incident.ts'
import type { MitigationPlan } from '../mitigation-plan.ts'
import type { StepFacts } from '../step-facts.ts'

/** How long a step stands that can go back by itself, where nobody says otherwise. Ours: longer than most peaks. */
export const defaultLeaseInMs = 2 * 60 * 60_000

/**
 * How long the step is wanted; `undefined` is for good. What adds capacity is forgotten by whoever added it, so it gets
 * a time of its own unless somebody wants it for good in so many words.
 */
export const leaseAskedFor = (
  { request, leaseInMs }: CommandOf<'RequestStep'>,
  { app }: Incident,
  { policy, steps }: DecisionContext,
): number | undefined => {
  if (leaseInMs !== undefined) return leaseInMs > 0 ? leaseInMs : undefined
  if (!offersLease(request.step, steps)) return undefined
  const rule = policy === undefined || app === undefined ? undefined : matchingRule(policy, app, request)
  return Math.min(defaultLeaseInMs, rule?.maximumLeaseInMs ?? defaultLeaseInMs)
}

const offersLease = (step: string, steps: readonly StepFacts[]): boolean =>
  steps.find(({ id }) => id === step)?.offersLease === true

/** Why it may not stand for good, where the policy wants a time; taking back a step of ours adds nothing. */
export const whyNotForGood = (
  { undoes }: Action,
  { step, leaseInMs }: MitigationPlan,
  { rule, steps }: { readonly rule: PolicyRule; readonly steps: readonly StepFacts[] },
): TranslatableMessage | undefined =>
  rule.forGood === false && leaseInMs === undefined && undoes === undefined && offersLease(step, steps)
    ? messageOf('refusal.not-for-good')
    : undefined
