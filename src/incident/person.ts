/** Somebody as the chat platform authenticated them; never taken from card data (L8). */
export interface Person {
  /** Name of the chat platform that vouches for the identity. */
  readonly platform: string
  /** What the platform calls its customer: ids of people are unique in it only. */
  readonly tenant: string
  /** A group of tenants to which the person belongs, and in which ids are unique too. */
  readonly enterprise?: string
  /** The platform's own id of the person. */
  readonly id: string
  /** Display name: untrusted text. */
  readonly name: string
  /** Absent where the platform has not said. */
  readonly membership?: Membership
}

/** Somebody of the policy whom nobody has seen on a platform yet: by the key that it has for them, with their name. */
export interface NamedPerson {
  readonly key: string
  readonly name: string
}

/** Who is on an incident: whoever said so, or whom somebody named. */
export type IncidentOwner = Person | NamedPerson

export const isSameOwner = (a: IncidentOwner, b: IncidentOwner): boolean => {
  if ('key' in a || 'key' in b) return 'key' in a && 'key' in b && a.key === b.key
  return isSamePerson(a, b)
}

/** Whether somebody belongs to the organisation in which the bot is installed: wholly, as its guest, or to another one. */
export const memberships = ['member', 'guest', 'foreign'] as const
export type Membership = (typeof memberships)[number]

/** One human may be named once by their workspace and once by its enterprise: one group that both have is enough. */
export const isSamePerson = (a: Person, b: Person): boolean =>
  a.platform === b.platform && a.id === b.id && groupsOf(a).some((group) => groupsOf(b).includes(group))

const groupsOf = ({ tenant, enterprise }: Person): readonly string[] =>
  enterprise === undefined ? [tenant] : [tenant, enterprise]
