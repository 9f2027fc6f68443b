import type { Instant } from '../finding.ts'
import type { Person } from '../person.ts'
import { isWeeklyOn } from './change-freeze.ts'
import type { MentionedPerson, NotifyEvent, PostMention } from './notify-policy.ts'
import { type Policy, peopleInRoles, personKeyOf } from './policy.ts'

/** What waits for somebody whatever the hour. */
const urgentEvents: readonly NotifyEvent[] = ['approval', 'break-glass']

/** More would call everybody; ours. */
const mostMentioned = 5

/** Whom a message calls, each once: by the policy as it stands and the hour that it is. */
export const mentionedPeople = (
  policy: Policy | undefined,
  mention: PostMention,
  now: Instant,
): readonly MentionedPerson[] => {
  if (isQuietAt(policy, mention, now)) return []
  const { people = [] } = mention
  const strangers = people.filter(
    (person): person is Person => !('key' in person) && keyOf(policy, person) === undefined,
  )
  const called = policy === undefined ? [] : namedIn(policy, calledKeys(policy, mention))
  const others = policy !== undefined && rolesFor(policy, mention) !== undefined ? [] : strangers.map(asMentioned)
  return [...called, ...others].slice(0, mostMentioned)
}

const isQuietAt = (policy: Policy | undefined, { event }: PostMention, now: Instant): boolean =>
  !urgentEvents.includes(event) && (policy?.notify?.quietHours ?? []).some((time) => isWeeklyOn(time, now))

/** Absent where it is for the incident to say. */
const rolesFor = ({ notify, breakGlass }: Policy, { event }: PostMention): readonly string[] | undefined =>
  notify?.mention?.[event] ?? (event === 'break-glass' ? breakGlass?.reviewers : undefined)

const calledKeys = (policy: Policy, mention: PostMention): readonly string[] => {
  const { keys = [], people = [], except = [] } = mention
  const roles = rolesFor(policy, mention)
  const asked = people.flatMap((person) => ('key' in person ? person.key : (keyOf(policy, person) ?? [])))
  const called = roles === undefined ? [...keys, ...asked] : peopleInRoles(policy, roles)
  const left = except.map((person) => keyOf(policy, person))
  return [...new Set(called)].filter((key) => !left.includes(key))
}

const keyOf = (policy: Policy | undefined, person: Person): string | undefined =>
  policy === undefined ? undefined : personKeyOf(policy, person)

const namedIn = ({ people }: Policy, keys: readonly string[]): readonly MentionedPerson[] =>
  keys.flatMap((key) => people[key] ?? []).map(({ name, identities }) => ({ name, identities }))

const asMentioned = ({ name, platform, tenant, id }: Person): MentionedPerson => ({
  name,
  identities: { [platform]: `${tenant}/${id}` },
})
