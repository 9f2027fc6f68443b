import type { AppRef } from '../app-ref.ts'
import { canonicalJson, sha256Hex } from '../canonical-json.ts'
import type { ChatPlace } from '../chat-place.ts'
import type { RiskLevel, StepRequest } from '../mitigation-plan.ts'
import type { Membership, Person } from '../person.ts'
import type { ChangeFreeze } from './change-freeze.ts'
import { matchesAnyGlob } from './glob.ts'
import type { NotifyPolicy } from './notify-policy.ts'

/** Who may approve what. No policy at all means that nobody may approve anything (L8). */
export interface Policy {
  /** Of all the rest, sha256 in hex; absent where nobody keeps track of which version holds. */
  readonly hash?: string
  /** By key: one person, whatever the platform. */
  readonly people: Readonly<Record<string, PolicyPerson>>
  /** Who may what, added up. Absent in a file of version 1: its people have every right, nobody else has any. */
  readonly permissions?: readonly PermissionGrant[]
  /** The first rule that matches decides; none means nobody. */
  readonly rules: readonly PolicyRule[]
  readonly freezes: readonly ChangeFreeze[]
  /** Stops steps on an app on which too many have failed. */
  readonly breaker?: CircuitBreaker
  readonly budgets?: readonly CostBudget[]
  readonly breakGlass?: BreakGlassPolicy
  /** From which channel which apps may be changed. Where there are any, a channel that is not named may change none. */
  readonly channels?: readonly ChannelScope[]
  /** What may be read beyond what Azure's reading roles give; nothing where absent. */
  readonly reading?: ReadingPolicy
  /** Where alerts of which apps go; the first that fits. */
  readonly alerts?: readonly AlertChannel[]
  /** Which approvals take a fresh sign-in; none where absent. */
  readonly stepUp?: StepUpPolicy
  /** Whom messages call, and when nobody. */
  readonly notify?: NotifyPolicy
}

export interface PolicyPerson {
  readonly name: string
  readonly roles: readonly string[]
  /** `<tenant>/<id>` by platform: how each of them names this person. */
  readonly identities: Readonly<Record<string, string>>
}

/** What some people may, everywhere or of some apps and in some channels. */
export interface PermissionGrant {
  /** Roles whose members it is given to. */
  readonly roles?: readonly string[]
  /** Given to whoever belongs to us so, named in the policy or not. */
  readonly anyone?: readonly Membership[]
  readonly may: readonly Right[]
  /** Glob patterns over app names; all where absent. */
  readonly apps?: readonly string[]
  /** Values of the app's `environment` (or `env`) tag. */
  readonly environments?: readonly string[]
  /** `<platform>:<tenant>/<channel>`; glob patterns. */
  readonly channels?: readonly string[]
}

export const rights = ['read', 'ask', 'approve', 'collect', 'close', 'mute'] as const
export type Right = (typeof rights)[number]

export interface PolicyRule {
  readonly name: string
  /** Glob patterns (`*`) over step ids; all where absent. */
  readonly steps?: readonly string[]
  readonly risks?: readonly RiskLevel[]
  /** Glob patterns over app names. */
  readonly apps?: readonly string[]
  /** Values of the app's `environment` (or `env`) tag. An app without that tag matches none. */
  readonly environments?: readonly string[]
  /** Tags that the app must carry. */
  readonly tags?: Readonly<Record<string, string>>
  /** Roles whose members may approve. */
  readonly approvers: readonly string[]
  /** Different people; 0 lets the step run without anybody's approval. */
  readonly needed: number
  readonly requesterCounts: boolean
  readonly expiresInMs: number
  readonly coolDownInMs: number
  /** Largest number of workers that a scale may ask for. */
  readonly maximumInstances?: number
  /** SKUs that a scale up or down may ask for; every one where absent. */
  readonly skus?: readonly string[]
  /** Longest a lease may run, extensions counted. */
  readonly maximumLeaseInMs?: number
  /** Whether it goes back then though that would break its limits, or stays and people are asked; `hold` where absent. */
  readonly atMaximumLease?: 'hold' | 'return'
  /** False where a step that can go back by itself may not stand for good; true where absent. */
  readonly forGood?: boolean
}

export interface AlertChannel {
  /** Glob patterns over app names; all where absent. */
  readonly apps?: readonly string[]
  /** Tags that the app must carry. */
  readonly tags?: Readonly<Record<string, string>>
  readonly channel: ChatPlace
}

export interface ReadingPolicy {
  /** Logs, settings and the like through Kudu, whose permission is as good as contributor on the app. */
  readonly kudu: boolean
  /** The fixed list of diagnostic commands on the app's own instance, through Kudu. */
  readonly commands: boolean
  /** Log Analytics and Application Insights, where the app sends there; absent is no. */
  readonly telemetry?: boolean | undefined
  /** Roles whose members may fetch files that can't be redacted, such as dumps. */
  readonly dumps: readonly string[]
}

export interface CircuitBreaker {
  readonly failures: number
  readonly withinInMs: number
}

/** What may be added an hour to the bill of these apps, by steps that still stand. */
export interface CostBudget {
  readonly name: string
  readonly apps?: readonly string[]
  readonly perHour: number
  /** ISO 4217. */
  readonly currency: string
}

/** Running a step in an emergency without the approvals it needs; somebody else looks at it afterwards. */
export interface BreakGlassPolicy {
  readonly roles: readonly string[]
  readonly steps?: readonly string[]
  readonly reviewers: readonly string[]
  readonly reviewWithinInMs: number
}

export interface StepUpPolicy {
  readonly risks: readonly RiskLevel[]
  readonly maxAgeInMs: number
  /** What the sign-in must have met, by its platform's name for it. */
  readonly authenticationContext?: string
  /** Lets an emergency go without the sign-in; absent, a step that takes one is for no emergency. */
  readonly exceptBreakGlass?: boolean
}

export interface ChannelScope {
  /** `<platform>:<tenant>/<channel>`; glob patterns. */
  readonly channel: string
  readonly apps: readonly string[]
}

/** What is asked for; a plan where there is one already. */
export type StepRequestWithRisk = StepRequest & { readonly risk?: RiskLevel }

/** Which version of the policy it was: journaled with each approval. */
export const policyVersionOf = ({ hash }: Policy): { readonly policy?: string } =>
  hash === undefined ? {} : { policy: hash }

/** A policy that knows which version it is. */
export const withPolicyVersion = (policy: Policy): Policy => ({ ...policy, hash: sha256Hex(canonicalJson(policy)) })

/** Key of the person in the policy; `undefined` for somebody whom it does not know. */
export const personKeyOf = (policy: Policy, person: Person): string | undefined => {
  const { platform, tenant, enterprise, id } = person
  const own = [tenant, ...(enterprise === undefined ? [] : [enterprise])].map((group) => `${group}/${id}`.toLowerCase())
  const found = Object.entries(policy.people).filter(([, { identities }]) =>
    own.includes(identities[platform]?.toLowerCase() ?? ''),
  )
  // Two people with one identity: unclear, so nobody.
  return found.length === 1 ? found[0]?.[0] : undefined
}

export const matchingRule = (policy: Policy, app: AppRef, asked: StepRequestWithRisk): PolicyRule | undefined =>
  policy.rules.find((rule) => firstUnmetCondition(rule, app, asked) === undefined)

/** The first condition of the rule that app and step do not meet; `undefined` where they meet all. */
export const firstUnmetCondition = (
  rule: PolicyRule,
  app: AppRef,
  asked: StepRequestWithRisk,
): keyof PolicyRule | undefined => {
  if (!matchesAnyGlob(rule.steps, asked.step)) return 'steps'
  // A step whose risk is not known counts as the riskiest.
  if (rule.risks !== undefined && !rule.risks.includes(asked.risk ?? 'high')) return 'risks'
  if (!matchesAnyGlob(rule.apps, app.name)) return 'apps'
  if (rule.environments !== undefined && !includesIgnoringCase(rule.environments, environmentOf(app)))
    return 'environments'
  return Object.entries(rule.tags ?? {}).every(([tag, value]) => app.tags[tag] === value) ? undefined : 'tags'
}

export const includesIgnoringCase = (known: readonly string[], name: string | undefined): boolean =>
  name !== undefined && known.some((one) => one.toLowerCase() === name.toLowerCase())

export const environmentOf = ({ tags }: AppRef): string | undefined =>
  Object.entries(tags).find(([tag]) => ['environment', 'env'].includes(tag.toLowerCase()))?.[1]

export const peopleInRoles = (policy: Policy, roles: readonly string[]): readonly string[] =>
  Object.entries(policy.people)
    .filter(([, person]) => person.roles.some((role) => roles.includes(role)))
    .map(([key]) => key)
    .sort()

/** True for somebody who may fetch what could not be redacted: whoever isn't named may not (L8). */
export const mayFetchDumps = (policy: Policy | undefined, person: Person): boolean => {
  const key = policy === undefined ? undefined : personKeyOf(policy, person)
  const roles = key === undefined ? [] : (policy?.people[key]?.roles ?? [])
  return roles.some((role) => policy?.reading?.dumps.includes(role))
}
