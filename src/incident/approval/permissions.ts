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

/** True where a grant of the policy gives the person this right. No policy gives nobody any (L8). */
export const isPermitted = (
  policy: Policy | undefined,
  person: Person,
  right: Right,
  scope: PermissionScope = {},
): boolean => {
  if (policy === undefined) return false
  const key = personKeyOf(policy, person)
  if (policy.permissions === undefined) return key !== undefined
  const roles = key === undefined ? [] : (policy.people[key]?.roles ?? [])
  const membership = key === undefined ? assumedMembershipOf(person, right) : 'member'
  return policy.permissions.some(
    (grant) => grant.may.includes(right) && isGrantedTo(grant, { roles, membership }) && covers(grant, scope),
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
const assumedMembershipOf = ({ membership }: Person, right: Right): Membership =>
  membership ?? (right === 'read' ? 'member' : 'guest')

const isGrantedTo = (
  { roles = [], anyone = [] }: PermissionGrant,
  who: { readonly roles: readonly string[]; readonly membership: Membership },
): boolean => who.roles.some((role) => roles.includes(role)) || anyone.includes(who.membership)

const covers = ({ apps, environments, channels }: PermissionGrant, { app, place }: PermissionScope): boolean => {
  if (place !== undefined && !matchesAnyGlob(channels, writtenChannelOf(place))) return false
  if (app === undefined) return true
  return (
    matchesAnyGlob(apps, app.name) &&
    (environments === undefined || includesIgnoringCase(environments, environmentOf(app)))
  )
}
