import type { AppRef } from './app.ts'
import type { Circumstances } from './command.ts'
import { gates } from './gates/index.ts'
import type { No } from './gates/types.ts'
import type { Place } from './place.ts'
import type { Plan } from './plan.ts'
import { type Asked, approversOf, membersOf, type Policy, type PolicyRule, ruleFor, whyNotFits } from './policy.ts'

/** A question to the policy, without an incident: may this person approve this step on this app now? */
export interface Question {
  /** Key of the person who would approve. */
  readonly who: string
  /** Key of the person who asked for it; somebody unknown where absent. */
  readonly requester?: string
  readonly app: AppRef
  readonly asked: Asked & Partial<Pick<Plan, 'cost'>>
  readonly place?: Place
  readonly circumstances: Omit<Circumstances, 'policy'>
}

export interface Answer {
  /** Every rule up to the one that decides, with what it does not fit in. */
  readonly rules: readonly { readonly rule: string; readonly differs?: string }[]
  readonly rule?: PolicyRule
  /** Keys of all who may approve. */
  readonly approvers: readonly string[]
  /** Every gate and what it says. */
  readonly gates: readonly { readonly gate: string; readonly no?: No }[]
  readonly verdict: 'may-approve' | 'runs-without-approval' | 'may-not'
  /** Why not: the first of all reasons. */
  readonly no?: No
  /** Whether this person may run it in an emergency all the same. */
  readonly mayBreakGlass: boolean
}

export const explainPolicy = (policy: Policy, question: Question): Answer => {
  const { app, asked, who, circumstances, place } = question
  const rule = ruleFor(policy, app, asked)
  const tried = policy.rules.slice(0, rule === undefined ? undefined : policy.rules.indexOf(rule) + 1)
  const rules = tried.map((one) => {
    const differs = whyNotFits(one, app, asked)
    return differs === undefined ? { rule: one.name } : { rule: one.name, differs }
  })
  const { breakGlass } = policy
  const mayBreakGlass = breakGlass !== undefined && membersOf(policy, breakGlass.roles).includes(who)
  if (rule === undefined)
    return { rules, approvers: [], gates: [], verdict: 'may-not', no: { no: 'forbidden' }, mayBreakGlass }
  const at = { app, asked, policy, rule, circumstances: { ...circumstances, policy } }
  const checked = gates.map(({ id, check }) => {
    const no = check(place === undefined ? at : { ...at, place })
    return no === undefined ? { gate: id } : { gate: id, no }
  })
  const approvers = approversOf(policy, rule)
  const no = whyNotThisPerson(question, policy, rule) ?? checked.find((gate) => gate.no !== undefined)?.no
  const answer = { rules, rule, approvers, gates: checked, mayBreakGlass }
  if (no !== undefined) return { ...answer, verdict: 'may-not', no }
  return { ...answer, verdict: rule.needed === 0 ? 'runs-without-approval' : 'may-approve' }
}

const whyNotThisPerson = ({ who, requester }: Question, policy: Policy, rule: PolicyRule): No | undefined => {
  if (rule.needed === 0) return undefined
  if (!Object.hasOwn(policy.people, who)) return { no: 'unknown-person' }
  if (!approversOf(policy, rule).includes(who)) return { no: 'forbidden' }
  return who === requester && !rule.requesterCounts ? { no: 'self' } : undefined
}
