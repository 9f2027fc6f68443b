import { localPlatform, remotePlatforms } from '../chat/index.ts'
import type { Policy, PolicyPerson } from '../incident/approval/policy.ts'

/** Who somebody is on each platform stands beside their name, under the platform's own key. */
export const writtenIdentitySchemas = Object.fromEntries(
  remotePlatforms.map(({ identity: { key, schema } }) => [key, schema.optional()]),
)

export const identitiesOf = (written: Readonly<Record<string, string | undefined>>): PolicyPerson['identities'] =>
  Object.fromEntries(
    remotePlatforms.flatMap(({ name, identity: { key } }) => {
      const identity = written[key]
      return identity === undefined ? [] : [[name, identity]]
    }),
  )

/** In practice the local platform's "acting as" stands for a person; elsewhere nobody there is anybody. */
export const withPracticeIdentities = (policy: Policy, practice: boolean): Policy => {
  if (!practice) return policy
  const { name, practiceIdentityOf } = localPlatform
  const people = Object.entries(policy.people).map(([key, person]) => [
    key,
    { ...person, identities: { ...person.identities, [name]: practiceIdentityOf(key) } },
  ])
  return { ...policy, people: Object.fromEntries(people) }
}
