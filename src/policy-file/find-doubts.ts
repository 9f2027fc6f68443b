import { remotePlatforms } from '../chat/index.ts'
import { hasRight } from '../incident/approval/permissions.ts'
import { type PermissionGrant, type Policy, peopleInRoles, rights } from '../incident/approval/policy.ts'
import { looserRules } from './looser-rules.ts'
import { orderInWords } from './problems.ts'

export interface DoubtContext {
  /** Chat platforms that are set up here. */
  readonly platforms: readonly string[]
  /** Ids of the steps that there are. */
  readonly steps: readonly string[]
}

/** What is no error and still deserves a look, in words. */
export const findDoubts = (policy: Policy, { platforms, steps }: DoubtContext): readonly string[] => [
  ...approversWithoutIdentity(policy, platforms),
  ...peopleOfOneName(policy),
  ...grantsThatGiveNothing(policy),
  ...rightsOfNobody(policy),
  ...unattendedStepUps(policy),
  ...looserRules(policy, steps),
]

/** Somebody who may approve, and whom the bot would not know where it is asked. */
const approversWithoutIdentity = (policy: Policy, platforms: readonly string[]): readonly string[] => {
  const used = remotePlatforms.filter(({ name }) => platforms.includes(name))
  const approvers = peopleInRoles(
    policy,
    policy.rules.flatMap((rule) => rule.approvers),
  )
  return approvers.flatMap((key) =>
    used
      .filter(({ name }) => policy.people[key]?.identities[name] === undefined)
      .map(({ name, identity }) => `people.${key} may approve, but not on ${name}: write ${identity.key}: …`),
  )
}

/** One person under two keys would be four eyes by themselves. */
const peopleOfOneName = ({ people }: Policy): readonly string[] => {
  const keysByName = new Map<string, string[]>()
  for (const [key, { name }] of Object.entries(people)) {
    const same = name.trim().toLowerCase()
    keysByName.set(same, [...(keysByName.get(same) ?? []), key])
  }
  return [...keysByName.values()]
    .filter((keys) => keys.length > 1)
    .map((keys) => `${keys.join(' and ')} have one name: if that is one person, write all their accounts under one key`)
}

const grantsThatGiveNothing = (policy: Policy): readonly string[] =>
  (policy.permissions ?? []).flatMap((grant, index) =>
    isGrantOfNothing(policy, grant, index)
      ? [`${orderInWords('grant', index)} gives nothing that an earlier grant does not`]
      : [],
  )

/** An earlier one without a limit gives the same to the same. */
const isGrantOfNothing = ({ permissions = [] }: Policy, grant: PermissionGrant, index: number): boolean =>
  permissions
    .slice(0, index)
    .some(
      (earlier) =>
        [earlier.apps, earlier.environments, earlier.channels].every((limit) => limit === undefined) &&
        grant.may.every((right) => earlier.may.includes(right)) &&
        (grant.roles ?? []).every((role) => earlier.roles?.includes(role)) &&
        (grant.anyone ?? []).every((membership) => earlier.anyone?.includes(membership)),
    )

const rightsOfNobody = (policy: Policy): readonly string[] =>
  rights
    .filter(
      (right) =>
        ![...Object.keys(policy.people)].some((key) => hasRight(policy, { key }, right)) &&
        !hasRight(policy, { membership: 'member' }, right),
    )
    .map((right) => `nobody has the right "${right}"`)

/** Where nobody approves, nobody signs in. */
const unattendedStepUps = ({ rules, stepUp }: Policy): readonly string[] =>
  stepUp === undefined
    ? []
    : rules
        .filter(({ needed }) => needed === 0)
        .map(({ name }) => `rule "${name}" needs nobody, so stepUp asks nobody for a sign-in there`)
