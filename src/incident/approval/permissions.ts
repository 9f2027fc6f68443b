import type { AppRef } from '../app-ref.ts'
import { type ChatPlace, writtenChannelOf } from '../chat-place.ts'
import type { Membership, Person } from '../person.ts'
import type { Denial } from '../refusal.ts'
import { matchesAnyGlob } from './glob.ts'
import {
  environmentOf,
  includesIgnoringCase,
  type PermissionGrant,
  type Policy,
  personKeyOf,
  type Right,
} from './policy.ts'

/** Of what somebody wants to have a right. What is absent is not known yet, and then no grant is narrowed by it. */
export interface PermissionScope {
  readonly app?: AppRef | undefined
  readonly place?: ChatPlace | undefined
}

/** What the policy knows of somebody: by what name, and whether they are one of us. */
export interface Standing {
  /** Key in the policy; absent for whoever it does not name. */
  readonly key?: string | undefined
  /** Absent where the platform has not said. */
  readonly membership?: Membership | undefined
}

/** True where a grant of the policy gives the person this right. No policy gives nobody any (L8). */
export const isPermitted = (
  policy: Policy | undefined,
  person: Person,
  right: Right,
  scope: PermissionScope = {},
): boolean =>
  policy !== undefined &&
  hasRight(policy, { key: personKeyOf(policy, person), membership: person.membership }, right, scope)

/** The same of somebody whose key is known. In version 1 of the policy its people have every right, others none. */
export const hasRight = (policy: Policy, standing: Standing, right: Right, scope: PermissionScope = {}): boolean =>
  policy.permissions === undefined ? standing.key !== undefined : findGrants(policy, standing, right, scope).length > 0

/** The grants that give the right, in the order of the file. */
export const findGrants = (
  { people, permissions = [] }: Policy,
  { key, membership }: Standing,
  right: Right,
  scope: PermissionScope = {},
): readonly PermissionGrant[] => {
  // Whoever approves must be somebody: a yes of anyone would be a yes of no one.
  if (key === undefined && right === 'approve') return []
  const roles = key === undefined ? [] : (people[key]?.roles ?? [])
  const belongs = key === undefined ? (membership ?? assumedMembershipOf(right)) : 'member'
  return permissions.filter(
    (grant) => grant.may.includes(right) && isGrantedTo(grant, roles, belongs) && covers(grant, scope),
  )
}

/** Why not, with the identity that the platform owner has to put into the policy; `undefined` for whoever may. */
export const permissionDenial = (
  policy: Policy | undefined,
  person: Person,
  right: Right,
  scope: PermissionScope = {},
): Denial | undefined => {
  if (isPermitted(policy, person, right, scope)) return undefined
  if (policy === undefined) return { reason: 'no-policy' }
  return { reason: 'not-permitted', args: { identity: `${person.tenant}/${person.id}` } }
}

/** Where the platform did not answer, nobody is taken for a member who wants more than to read. */
const assumedMembershipOf = (right: Right): Membership => (right === 'read' ? 'member' : 'guest')

const isGrantedTo = (
  { roles = [], anyone = [] }: PermissionGrant,
  own: readonly string[],
  membership: Membership,
): boolean => own.some((role) => roles.includes(role)) || anyone.includes(membership)

const covers = ({ apps, environments, channels }: PermissionGrant, { app, place }: PermissionScope): boolean => {
  if (place !== undefined && !matchesAnyGlob(channels, writtenChannelOf(place))) return false
  if (app === undefined) return true
  return (
    matchesAnyGlob(apps, app.name) &&
    (environments === undefined || includesIgnoringCase(environments, environmentOf(app)))
  )
}
