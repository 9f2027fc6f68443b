import { z } from 'zod'
import type { ChatPlace } from '../../incident/chat-place.ts'
import type { Membership, Person } from '../../incident/person.ts'
import { createPersonLookup, membershipWaitInMs } from '../shared/person-lookup.ts'
import { startTimer } from '../shared/start-timer.ts'
import type { ChatPlatform } from '../types.ts'
import type { TeamsConnection, TeamsDestination } from './connection.ts'
import { isUnauthorised, TeamsCallError } from './connector-http-client.ts'
import type { TeamsChatOptions } from './options.ts'
import { isKnownToEntra } from './place-mapping.ts'

/** What the roster says. Whoever comes from another tenant, or from none, needs no asking. */
export const createTeamsMembership = (
  { config, now, log, after = startTimer }: TeamsChatOptions,
  connection: Pick<TeamsConnection, 'member' | 'signIn'>,
  destinationOf: (place: ChatPlace) => TeamsDestination,
): NonNullable<ChatPlatform['membershipOf']> => {
  const onFailure = (error: unknown, person: string): number => {
    if (isUnauthorised(error)) connection.signIn.forget()
    log.warn({ err: error, person }, 'Teams does not say whether somebody is a guest')
    return error instanceof TeamsCallError ? (error.retryAfterInMs ?? 0) : 0
  }
  const lookUp = createPersonLookup<Membership>({ onFailure, now, after })

  return async (person, place) => {
    if (!isSame(person.tenant, config.tenantId) || !isKnownToEntra(person)) return 'foreign'
    // The roster is the channel's, whichever thread they write in.
    const to = { ...destinationOf(place), conversation: place.channel }
    const ask = async () => membershipIn(await connection.member(to, person.id), person)
    return lookUp(person.id, ask, membershipWaitInMs)
  }
}

/** Members as learn.microsoft.com shows them, "Get Teams specific context for your bot". */
const memberSchema = z.object({
  tenantId: z.string(),
  userRole: z.string(),
  userPrincipalName: z.string().optional(),
})

/**
 * Teams has told `user` of guests, too (MicrosoftDocs/msteams-docs issue 6381). Entra's sign-in name tells them apart:
 * `bram_fabrikam.com#EXT#@contoso.onmicrosoft.com` is a guest.
 */
const membershipIn = (told: unknown, { tenant }: Person): Membership => {
  const { tenantId, userRole, userPrincipalName } = memberSchema.parse(told)
  if (userRole === 'anonymous' || !isSame(tenantId, tenant)) return 'foreign'
  if (userRole === 'guest' || userPrincipalName?.includes('#EXT#')) return 'guest'
  if (userRole === 'user' && userPrincipalName) return 'member'
  throw new Error(`Teams gives the role ${userRole}, and ${userPrincipalName ? 'a' : 'no'} user principal name.`)
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
