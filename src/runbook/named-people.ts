import type { ChatMessage } from '../chat/types.ts'
import { hasRight, type PermissionScope } from '../incident/approval/permissions.ts'
import { type Policy, type PolicyPerson, personKeyOf } from '../incident/approval/policy.ts'
import type { IncidentOwner, Person } from '../incident/person.ts'

/** Whom a message names: by a mention, else by a name of the policy. Several where it may be more than one. */
export const peopleNamedIn = (message: ChatMessage, policy: Policy | undefined): readonly IncidentOwner[] => {
  const [mentioned] = message.mentions ?? []
  if (mentioned !== undefined) return [knownPersonOf(mentioned, policy)]
  if (toOneself.test(message.text)) return [message.person]
  const said = wordsOf(message.text)
  const people = Object.entries(policy?.people ?? {})
  const own = policy === undefined ? undefined : personKeyOf(policy, message.person)
  const whole = people.filter(([, { name }]) => isSaid(wordsOf(name), said))
  const named = whole.length > 0 ? whole : people.filter(([key, person]) => shortNamesOf(key, person, said))
  // "Bram takes over from me, Ada": whoever speaks gives it away.
  const others = named.filter(([key]) => key !== own)
  return (others.length > 0 ? others : named).map(([key, person]) => ownerOf(key, person, message.place.platform))
}

/** People of the policy who have an account on the platform and may ask for things there, by name. */
export const peopleOfChannel = (
  platform: string,
  policy: Policy | undefined,
  scope: PermissionScope,
): readonly Person[] => {
  if (policy === undefined) return []
  return Object.entries(policy.people)
    .filter(([key]) => hasRight(policy, { key }, 'ask', scope))
    .flatMap(([, person]) => accountOf(person, platform) ?? [])
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** The name that the policy has for them, where it knows them: that one is not of their own choosing. */
const knownPersonOf = (person: Person, policy: Policy | undefined): Person => {
  const key = policy === undefined ? undefined : personKeyOf(policy, person)
  const name = key === undefined ? undefined : policy?.people[key]?.name
  return name === undefined ? person : { ...person, name }
}

const ownerOf = (key: string, person: PolicyPerson, platform: string): IncidentOwner =>
  accountOf(person, platform) ?? { key, name: person.name }

const accountOf = ({ name, identities }: PolicyPerson, platform: string): Person | undefined => {
  const [tenant, id] = identities[platform]?.split('/') ?? []
  return tenant === undefined || id === undefined ? undefined : { platform, tenant, id, name }
}

const toOneself = /\b(?:(?:to|on) me|aan mij|naar mij|op mij(?:n naam)?)\b/i

/** In lower case and without accents, since nobody types them on a phone. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const isSaid = (name: readonly string[], said: readonly string[]): boolean =>
  said.some((_, at) => name.length > 0 && name.every((word, index) => said[at + index] === word))

/** Their key, or their first name; not where it is so short that any word may be it. */
const shortNamesOf = (key: string, { name }: PolicyPerson, said: readonly string[]): boolean =>
  [wordsOf(key), wordsOf(name).slice(0, 1)].some(
    (short) => short.join('').length >= shortestName && isSaid(short, said),
  )
const shortestName = 3
