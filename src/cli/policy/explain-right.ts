import { findGrant, hasRight, type PermissionScope, type Standing } from '../../incident/approval/permissions.ts'
import { type PermissionGrant, type Policy, personKeyOf, type Right } from '../../incident/approval/policy.ts'
import type { Membership } from '../../incident/person.ts'

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

/** Whether somebody has a right, and which grant of the policy gives it. */
export const explainRight = (policy: Policy, { who, as, right, scope }: RightQuestion): RightExplanation => {
  const standing = standingOf(policy, who, as)
  const may = hasRight(policy, standing, right, scope)
  const name = standing.key ?? who ?? `a ${as ?? 'person'} whom the policy does not name`
  return {
    may,
    lines: [reasonLine(policy, standing, right, scope), `${name} MAY ${may ? '' : 'NOT '}${right.toUpperCase()}`],
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

const reasonLine = (policy: Policy, standing: Standing, right: Right, scope: PermissionScope): string => {
  if (policy.permissions === undefined) return 'version 1: whom it names has every right, nobody else has any'
  const grant = findGrant(policy, standing, right, scope)
  return grant === undefined
    ? 'no grant gives it'
    : `permissions.${policy.permissions.indexOf(grant)} gives it: ${wordsOf(grant)}`
}

const wordsOf = ({ may, ...limits }: PermissionGrant): string =>
  [...Object.entries(limits), ['may', may] as const].map(([name, list]) => `${name} ${list.join(', ')}`).join('; ')
