import { findGrants, hasRight, type PermissionScope, type Standing } from '../../incident/approval/permissions.ts'
import { type PermissionGrant, type Policy, personKeyOf, type Right } from '../../incident/approval/policy.ts'
import type { Membership } from '../../incident/person.ts'
import { orderInWords } from '../../policy-file/problems.ts'

export interface RightQuestion {
  /** Key of a person, or somebody's account: `slack:T0123/U0456`. */
  readonly who?: string | undefined
  /** How somebody belongs to us whom the policy does not name. */
  readonly as?: Membership | undefined
  readonly right: Right
  readonly scope: PermissionScope
}

export interface RightExplanation {
  readonly may: boolean
  readonly lines: readonly string[]
}

/** Whether somebody has a right, which grants of the policy give it, and how far where the question leaves that open. */
export const explainRight = (policy: Policy, { who, as, right, scope }: RightQuestion): RightExplanation => {
  const standing = standingOf(policy, who, as)
  const may = hasRight(policy, standing, right, scope)
  const grants = findGrants(policy, standing, right, scope)
  const name = standing.key ?? who ?? `a ${as ?? 'person'} whom the policy does not name`
  return {
    may,
    lines: [
      ...reasonLines(policy, grants),
      `${name} MAY ${may ? '' : 'NOT '}${right.toUpperCase()}${limitsInWords(grants, scope)}`,
    ],
  }
}

const standingOf = (policy: Policy, who: string | undefined, membership: Membership | undefined): Standing => {
  if (who === undefined || Object.hasOwn(policy.people, who)) return { key: who, membership }
  const [, platform, tenant, id] = /^([^:]+):([^/]+)\/(.+)$/.exec(who) ?? []
  if (platform === undefined || tenant === undefined || id === undefined) {
    throw new Error(`--who ${who}: nobody has that key; write one of the policy, or an account: slack:T0123/U0456.`)
  }
  return { key: personKeyOf(policy, { platform, tenant, id, name: who }), membership }
}

const reasonLines = ({ permissions }: Policy, grants: readonly PermissionGrant[]): readonly string[] => {
  if (permissions === undefined) return ['version 1: whom it names has every right, nobody else has any']
  if (grants.length === 0) return ['no grant gives it']
  return grants.map((grant) => `${orderInWords('grant', permissions.indexOf(grant))} gives it: ${wordsOf(grant)}`)
}

const wordsOf = ({ may, ...limits }: PermissionGrant): string =>
  [...Object.entries(limits), ['may', may] as const].map(([name, list]) => `${name} ${list.join(', ')}`).join('; ')

/** Of what was not asked, app or channel, one grant without a limit is enough; else it is only within those of each. */
const limitsInWords = (grants: readonly PermissionGrant[], scope: PermissionScope): string => {
  const limits = grants.map((grant) => limitOf(grant, scope))
  return limits.length === 0 || limits.includes('') ? '' : `, only ${[...new Set(limits)].join('; or ')}`
}

const limitOf = ({ apps, environments, channels }: PermissionGrant, { app, place }: PermissionScope): string => {
  const ofApp = app === undefined ? [listed('for', apps), listed('in environment', environments)] : []
  const inChannel = place === undefined ? [listed('in', channels)] : []
  return [...ofApp, ...inChannel].filter((words) => words !== undefined).join(', ')
}

const listed = (before: string, names: readonly string[] | undefined): string | undefined =>
  names === undefined || names.includes('*') ? undefined : `${before} ${names.join(' or ')}`
