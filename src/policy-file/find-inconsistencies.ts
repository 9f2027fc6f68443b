import { remotePlatforms } from '../chat/index.ts'
import { matchesAnyGlob } from '../incident/approval/glob.ts'
import { hasRight } from '../incident/approval/permissions.ts'
import { type Policy, type PolicyRule, peopleInRoles } from '../incident/approval/policy.ts'
import { countWords } from '../text/count-words.ts'
import { nearestWord } from '../text/edit-distance.ts'
import type { PolicyPath } from './problems.ts'

export interface PolicyInconsistency {
  readonly path: PolicyPath
  readonly message: string
}

/** What a file of the right shape can still get wrong. `steps` are the ids that there are. */
export const findInconsistencies = (policy: Policy, steps: readonly string[]): readonly PolicyInconsistency[] => [
  ...duplicateIdentities(policy),
  ...(policy.permissions ?? []).flatMap(({ roles = [] }, index) =>
    unknownRoles(policy, roles, ['permissions', index, 'roles']),
  ),
  ...policy.rules.flatMap((rule, index) => [
    ...unknownSteps(rule.steps, ['rules', index, 'steps'], steps),
    ...unknownRoles(policy, rule.approvers, ['rules', index, 'approvers']),
    ...tooFewApprovers(policy, rule, index),
    ...unattendedWildcards(rule, index),
    ...duplicateName(policy, rule, index),
    ...unreachableRule(policy, index),
  ]),
  ...policy.freezes.flatMap(({ steps: frozen }, index) => unknownSteps(frozen, ['freezes', index, 'steps'], steps)),
  ...breakGlassProblems(policy, steps),
  ...Object.entries(policy.notify?.mention ?? {}).flatMap(([event, roles]) =>
    unknownRoles(policy, roles ?? [], ['notify', 'mention', event]),
  ),
]

const unknownSteps = (patterns: readonly string[] | undefined, path: PolicyPath, steps: readonly string[]) =>
  (patterns ?? []).flatMap((pattern, index): readonly PolicyInconsistency[] => {
    if (steps.some((step) => matchesAnyGlob([pattern], step))) return []
    return [{ path: [...path, index], message: unknownStepWords(pattern, steps) }]
  })

export const unknownStepWords = (step: string, steps: readonly string[]): string => {
  const meant = nearestWord(step, steps)
  return `no step is called "${step}": ${meant === undefined ? `there are ${steps.join(', ')}` : `write ${meant}`}`
}

const unknownRoles = (policy: Policy, roles: readonly string[], path: PolicyPath) => {
  const known = [...new Set(Object.values(policy.people).flatMap((person) => person.roles))].sort()
  return roles.flatMap((role, index): readonly PolicyInconsistency[] => {
    if (known.includes(role)) return []
    const meant = nearestWord(role, known)
    const instead = meant === undefined ? `give it to somebody; there are ${known.join(', ')}` : `write ${meant}`
    return [{ path: [...path, index], message: `nobody has the role "${role}": ${instead}` }]
  })
}

const tooFewApprovers = (policy: Policy, rule: PolicyRule, index: number): readonly PolicyInconsistency[] => {
  const named = peopleInRoles(policy, rule.approvers)
  // Whether of this very app shows only once there is one.
  const members = named.filter((key) => hasRight(policy, { key }, 'approve')).length
  if (named.length === 0 || rule.needed <= members) return []
  const instead = members === 0 ? 'give their roles the right in permissions' : `write ${members} or less`
  const message = `${countWords(rule.needed, 'approval is', 'approvals are')} needed, but only ${members} may approve: ${instead}`
  return [{ path: ['rules', index, 'needed'], message }]
}

/** Without an approval runs only what is named letter by letter. */
const unattendedWildcards = ({ needed, steps }: PolicyRule, index: number): readonly PolicyInconsistency[] => {
  if (needed > 0 || (steps !== undefined && !steps.some((step) => step.includes('*')))) return []
  const message = 'needed: 0 lets steps run without anybody: name each of them in steps, without *'
  return [{ path: ['rules', index, 'needed'], message }]
}

const duplicateName = (policy: Policy, { name }: PolicyRule, index: number): readonly PolicyInconsistency[] =>
  policy.rules.findIndex((rule) => rule.name === name) === index
    ? []
    : [{ path: ['rules', index, 'name'], message: `another rule is called "${name}": write another name` }]

/** A rule after one that takes everything is never asked. */
const unreachableRule = (policy: Policy, index: number): readonly PolicyInconsistency[] => {
  const earlier = policy.rules.slice(0, index).find(matchesEverything)
  const message = `never reached, since the rule "${earlier?.name}" before it takes everything: put this one first`
  return earlier === undefined ? [] : [{ path: ['rules', index], message }]
}

const matchesEverything = ({ steps, apps, risks, environments, tags }: PolicyRule): boolean =>
  [steps, apps].every((patterns) => patterns === undefined || patterns.includes('*')) &&
  risks === undefined &&
  environments === undefined &&
  Object.keys(tags ?? {}).length === 0

const duplicateIdentities = ({ people }: Policy): readonly PolicyInconsistency[] => {
  const seen = new Map<string, string>()
  return Object.entries(people).flatMap(([key, person]) =>
    remotePlatforms.flatMap(({ name, identity: { key: writtenKey } }): readonly PolicyInconsistency[] => {
      const identity = person.identities[name]?.toLowerCase()
      if (identity === undefined) return []
      const other = seen.get(`${name}:${identity}`)
      seen.set(`${name}:${identity}`, key)
      const message = `${other} has the same: one of them must be another person's, or the two be one`
      return other === undefined ? [] : [{ path: ['people', key, writtenKey], message }]
    }),
  )
}

const breakGlassProblems = (policy: Policy, steps: readonly string[]): readonly PolicyInconsistency[] => {
  const { breakGlass } = policy
  if (breakGlass === undefined) return []
  const breakers = peopleInRoles(policy, breakGlass.roles)
  const reviewers = peopleInRoles(policy, breakGlass.reviewers)
  const alone = breakers.filter((person) => reviewers.every((reviewer) => reviewer === person))
  return [
    ...unknownRoles(policy, breakGlass.roles, ['breakGlass', 'roles']),
    ...unknownRoles(policy, breakGlass.reviewers, ['breakGlass', 'reviewers']),
    ...unknownSteps(breakGlass.steps, ['breakGlass', 'steps'], steps),
    ...alone.map((person) => ({
      path: ['breakGlass', 'reviewers'],
      message: `nobody else could review what ${person} does: add a role that somebody else has`,
    })),
  ]
}
