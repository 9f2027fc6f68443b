import type { AppRef } from './app.ts'
import type { ApprovalRule } from './event.ts'
import type { Instant } from './finding.ts'
import type { Person } from './person.ts'
import type { Place } from './place.ts'
import type { StepRequest } from './plan.ts'

/** Who may approve what. No policy at all means that nobody may approve anything (L8). */
export interface Policy {
  /** By key: one person, whatever the platform. */
  readonly people: Readonly<Record<string, PolicyPerson>>
  /** The first rule that matches decides; none means nobody. */
  readonly rules: readonly PolicyRule[]
  readonly freezes: readonly Freeze[]
  /** Where alerts of which apps go; the first that fits. */
  readonly channels?: readonly AlertChannel[]
  /** True only in practice mode, where the web chat's "acting as" stands for a person. */
  readonly practice: boolean
}

export interface PolicyPerson {
  readonly name: string
  readonly roles: readonly string[]
  /** `T…/U…`: Slack team and user id. */
  readonly slack?: string
  /** `<tenant>/<object id>` of Entra ID. */
  readonly entra?: string
}

export interface PolicyRule {
  readonly name: string
  /** Glob patterns (`*`) over step ids; all where absent. */
  readonly steps?: readonly string[]
  /** Glob patterns over app names. */
  readonly apps?: readonly string[]
  /** Tags that the app must carry. */
  readonly tags?: Readonly<Record<string, string>>
  /** Roles whose members may approve. */
  readonly approvers: readonly string[]
  readonly needed: number
  readonly requesterCounts: boolean
  readonly expiresInMs: number
  readonly coolDownInMs: number
  /** Largest number of workers that a scale may ask for. */
  readonly maximumInstances?: number
}

export interface AlertChannel {
  /** Glob patterns over app names; all where absent. */
  readonly apps?: readonly string[]
  /** Tags that the app must carry. */
  readonly tags?: Readonly<Record<string, string>>
  readonly channel: Place
}

export interface Freeze {
  readonly name: string
  readonly from: Instant
  readonly to: Instant
  readonly apps?: readonly string[]
  readonly steps?: readonly string[]
}

/** Key of the person in the policy; `undefined` for somebody whom it does not know. */
export const personKey = (policy: Policy, person: Person): string | undefined => {
  if (person.platform === 'web')
    return policy.practice && Object.hasOwn(policy.people, person.id) ? person.id : undefined
  const field = identityFields[person.platform]
  if (field === undefined) return undefined
  const identity = `${person.tenant}/${person.id}`.toLowerCase()
  const found = Object.entries(policy.people).filter(([, known]) => known[field]?.toLowerCase() === identity)
  // Two people with one identity: unclear, so nobody.
  return found.length === 1 ? found[0]?.[0] : undefined
}

const identityFields: Readonly<Record<string, 'slack' | 'entra'>> = { slack: 'slack', teams: 'entra' }

export const ruleFor = (policy: Policy, app: AppRef, request: StepRequest): PolicyRule | undefined =>
  policy.rules.find(
    (rule) =>
      matches(rule.steps, request.step) &&
      matches(rule.apps, app.name) &&
      Object.entries(rule.tags ?? {}).every(([tag, value]) => app.tags[tag] === value),
  )

export const approversOf = (policy: Policy, rule: PolicyRule): readonly string[] =>
  Object.entries(policy.people)
    .filter(([, person]) => person.roles.some((role) => rule.approvers.includes(role)))
    .map(([key]) => key)
    .sort()

export const approvalRule = (policy: Policy, rule: PolicyRule): ApprovalRule => ({
  needed: rule.needed,
  requesterCounts: rule.requesterCounts,
  approvers: approversOf(policy, rule),
})

/** The freeze that is on now for this step on this app. */
export const freezeOn = (policy: Policy, app: AppRef, request: StepRequest, now: Instant): Freeze | undefined =>
  policy.freezes.find(
    (freeze) =>
      freeze.from <= now && now < freeze.to && matches(freeze.apps, app.name) && matches(freeze.steps, request.step),
  )

/** The policy's maximum that the request passes; `undefined` where it stays within. */
export const exceeded = (rule: PolicyRule, request: StepRequest): number | undefined => {
  const workers = request.args.workers
  if (rule.maximumInstances === undefined || typeof workers !== 'number') return undefined
  return workers > rule.maximumInstances ? rule.maximumInstances : undefined
}

export const matches = (patterns: readonly string[] | undefined, text: string): boolean =>
  patterns === undefined || patterns.some((pattern) => globMatches(pattern.toLowerCase(), text.toLowerCase()))

/** `*` stands for any run of characters. Compared part by part, so that no pattern can make it slow. */
const globMatches = (pattern: string, text: string): boolean => {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return pattern === text
  if (!text.startsWith(first)) return false
  const last = rest.at(-1) ?? ''
  let at = first.length
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
