import type { AppRef } from '../app-ref.ts'
import type { ApprovalRule } from './approval-event.ts'
import { matchesAnyGlob } from './glob.ts'
import { hasRight } from './permissions.ts'
import { type Policy, type PolicyRule, peopleInRoles, type StepRequestWithRisk } from './policy.ts'
import { needsStepUp } from './step-up.ts'

/** Keys of those whom the rule names, and to whom a grant gives the right to approve on this app. */
export const approversOf = (policy: Policy, rule: PolicyRule, app: AppRef): readonly string[] =>
  withRightToApprove(policy, peopleInRoles(policy, rule.approvers), app)

/**
 * Keys of those whom the policy trusts with an emergency in which this step is wanted: nobody where it takes a sign-in,
 * which breaking the glass has not.
 */
export const breakGlassPeopleOf = (policy: Policy, asked: StepRequestWithRisk, app: AppRef): readonly string[] => {
  const { breakGlass } = policy
  return breakGlass !== undefined && !mustSignIn(policy, asked) && matchesAnyGlob(breakGlass.steps, asked.step)
    ? withRightToApprove(policy, peopleInRoles(policy, breakGlass.roles), app)
    : []
}

/** Whether the sign-in that the policy asks for this step is asked for in an emergency as well. */
export const mustSignIn = (policy: Policy, asked: StepRequestWithRisk): boolean =>
  needsStepUp(policy, asked) && policy.stepUp?.exceptBreakGlass !== true

const withRightToApprove = (policy: Policy, keys: readonly string[], app: AppRef): readonly string[] =>
  keys.filter((key) => hasRight(policy, { key }, 'approve', { app }))

export interface AskedApproval {
  readonly app: AppRef
  readonly rule: PolicyRule
  readonly asked: StepRequestWithRisk
  /** Whether the policy names whoever asks. */
  readonly isRequesterNamed: boolean
}

/** What a proposal asks of people, as its card says it. */
export const toApprovalRule = (policy: Policy, { app, rule, asked, isRequesterNamed }: AskedApproval): ApprovalRule => {
  const breakers = breakGlassPeopleOf(policy, asked, app)
  const needed = approvalsFor(rule, isRequesterNamed)
  return {
    needed,
    requesterCounts: rule.requesterCounts,
    approvers: approversOf(policy, rule, app),
    ...(breakers.length === 0 ? {} : { breakers }),
    ...(needed === rule.needed ? {} : { requesterUnknown: true }),
  }
}

/**
 * Four eyes are two people. Whoever the policy does not name may be one of the approvers under another account: then
 * that one's yes is no second person's, and it takes one more. Nothing runs unattended for them either.
 */
export const approvalsFor = ({ needed, requesterCounts }: PolicyRule, isRequesterNamed: boolean): number =>
  isRequesterNamed || (requesterCounts && needed > 0) ? needed : needed + 1
