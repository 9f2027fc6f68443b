import type { Membership, Person } from '../../incident/person.ts'
import type { BotIdentity } from './inputs/bot-identity.ts'
import type { UserProfile } from './user-profile.ts'

/** Absent where Slack has not said; but a workspace that is not ours makes somebody foreign whatever it says. */
export const slackMembershipOf = (
  person: Person,
  profile: UserProfile | undefined,
  me: BotIdentity,
): Membership | undefined => {
  if (profile === undefined) return person.tenant === me.team ? undefined : 'foreign'
  if (profile.standing === 'outside' || !isOfOurOrganisation(person, profile, me)) return 'foreign'
  return profile.standing === 'restricted' ? 'guest' : 'member'
}

/**
 * One human is one person, whichever of their workspaces or its enterprise an event names (L8): ours where they are of
 * our workspace or enterprise, else their workspace, and never an enterprise alone where Slack knows more.
 */
export const withWorkspace = (person: Person, profile: UserProfile | undefined, me: BotIdentity): Person => {
  if (profile === undefined) return person
  if (isOfOurOrganisation(person, profile, me))
    return { ...person, tenant: me.team, ...(me.enterprise === undefined ? {} : { enterprise: me.enterprise }) }
  const { team } = profile
  if (!person.tenant.startsWith('E') || team === undefined || team === me.team) return person
  return { ...person, tenant: team, enterprise: person.tenant }
}

/** What the event names and what Slack says must agree: ids of people are unique in their organisation only. */
const isOfOurOrganisation = (person: Person, profile: UserProfile, me: BotIdentity): boolean => {
  const theirs = [profile.team, ...profile.teams]
  const isOurs = theirs.includes(me.team) || (me.enterprise !== undefined && profile.enterprise === me.enterprise)
  return isOurs && (person.tenant === me.team || theirs.includes(person.tenant))
}
