import { z } from 'zod'
import type { CardRef } from '../types.ts'
import type { TeamsDestination } from './connection.ts'

/** Everything that editing a card takes, after a restart too. */
export interface TeamsMessageRef extends TeamsDestination {
  readonly activity: string
}

const messageRefSchema = z.object({
  serviceUrl: z.string(),
  conversation: z.string(),
  tenant: z.string(),
  bot: z.string(),
  activity: z.string(),
})

export const teamsCardRefOf = (
  { serviceUrl, conversation, tenant, bot }: TeamsDestination,
  activity: string,
): CardRef => ({
  serviceUrl,
  conversation,
  tenant,
  bot,
  activity,
})

/** The bot's token goes where the reference says, so that is checked again, whoever kept it meanwhile. */
export const parseTeamsMessageRef = (ref: CardRef, mayTalkTo: (url: string) => boolean): TeamsMessageRef => {
  const read = messageRefSchema.parse(ref)
  if (!mayTalkTo(read.serviceUrl)) throw new Error('The reference of a card leads to a server that is not Teams.')
  return read
}
