import type { AppRef } from '../app-ref.ts'
import type { ChatPlace } from '../chat-place.ts'
import type { DecisionContext } from '../command.ts'
import type { MitigationPlan } from '../mitigation-plan.ts'
import type { Denial } from '../refusal.ts'
import { approvalsFor, approversOf, breakGlassPeopleOf } from './approvers.ts'
import { policyChecks } from './checks/index.ts'
import { hasRight } from './permissions.ts'
import {
  firstUnmetCondition,
  matchingRule,
  type Policy,
  type PolicyRule,
  type StepRequestWithRisk,
  type StepUpPolicy,
} from './policy.ts'
import { needsStepUp } from './step-up.ts'

/** A question to the policy, without an incident: may this person approve this step on this app now? */
export interface PolicyQuestion {
  /** Key of the person who would approve. */
  readonly who: string
  /** Key of the person who asked for it; another whom the policy names where absent. Any other key is nobody's. */
  readonly requester?: string
  readonly app: AppRef
  readonly asked: StepRequestWithRisk & Partial<Pick<MitigationPlan, 'cost'>>
  readonly place?: ChatPlace
  readonly context: Omit<DecisionContext, 'policy'>
}

export interface PolicyExplanation {
  /** Every rule up to the one that decides, with what it does not fit in. */
  readonly rules: readonly { readonly rule: string; readonly differs?: string }[]
  readonly rule?: PolicyRule
  /** How many of them are needed. */
  readonly needed: number
  /** Keys of all who may approve. */
  readonly approvers: readonly string[]
  /** Every check of the policy and what it says. */
  readonly checks: readonly { readonly check: string; readonly denial?: Denial }[]
  /** What sign-in an approval takes; absent where it takes none. */
  readonly stepUp?: StepUpPolicy
  /** `step-up`: may approve after a fresh sign-in. */
  readonly verdict: 'may-approve' | 'step-up' | 'runs-without-approval' | 'may-not'
  /** Why not: the first of all reasons. */
  readonly denial?: Denial
  /** Whether this person may run it in an emergency all the same. */
  readonly mayBreakGlass: boolean
}

export const explainPolicy = (policy: Policy, question: PolicyQuestion): PolicyExplanation => {
  const { app, asked, who, requester, context, place } = question
  const rule = matchingRule(policy, app, asked)
  const tried = policy.rules.slice(0, rule === undefined ? undefined : policy.rules.indexOf(rule) + 1)
  const rules = tried.map((one) => {
    const differs = firstUnmetCondition(one, app, asked)
    return differs === undefined ? { rule: one.name } : { rule: one.name, differs }
  })
  const mayBreakGlass = breakGlassPeopleOf(policy, asked, app).includes(who)
  const nothing = { rules, needed: 0, approvers: [], checks: [], mayBreakGlass }
  if (rule === undefined) return { ...nothing, verdict: 'may-not', denial: { reason: 'forbidden' } }
  const at = { app, asked, policy, rule, context: { ...context, policy } }
  const checks = policyChecks.map(({ id, check }) => {
    const denial = check(place === undefined ? at : { ...at, place })
    return denial === undefined ? { check: id } : { check: id, denial }
  })
  const needed = approvalsFor(rule, requester === undefined || Object.hasOwn(policy.people, requester))
  const approvers = approversOf(policy, rule, app)
  const denial =
    (needed === 0 ? undefined : whyNotThisPerson(question, policy, rule)) ??
    checks.find((one) => one.denial !== undefined)?.denial
  const stepUp = needed > 0 && needsStepUp(policy, asked) ? policy.stepUp : undefined
  const answer = { rules, rule, needed, approvers, checks, mayBreakGlass, ...(stepUp === undefined ? {} : { stepUp }) }
  if (denial !== undefined) return { ...answer, verdict: 'may-not', denial }
  if (needed === 0) return { ...answer, verdict: 'runs-without-approval' }
  return { ...answer, verdict: stepUp === undefined ? 'may-approve' : 'step-up' }
}

const whyNotThisPerson = (
  { who, requester, app, place }: PolicyQuestion,
  policy: Policy,
  rule: PolicyRule,
): Denial | undefined => {
  if (!Object.hasOwn(policy.people, who)) return { reason: 'unknown-person' }
  if (!approversOf(policy, rule, app).includes(who)) return { reason: 'forbidden' }
  if (!hasRight(policy, { key: who }, 'approve', { app, place })) return { reason: 'not-permitted' }
  return who === requester && !rule.requesterCounts ? { reason: 'self' } : undefined
}
