import { z } from 'zod'
import type { CardRef } from '../types.ts'
import type { Destination } from './connection.ts'

/** Everything that editing a card takes, after a restart too. */
export interface TeamsRef extends Destination {
  readonly activity: string
}

const schema = z.object({
  serviceUrl: z.string(),
  conversation: z.string(),
  tenant: z.string(),
  bot: z.string(),
  activity: z.string(),
})

export const refOf = ({ serviceUrl, conversation, tenant, bot }: Destination, activity: string): CardRef => ({
  serviceUrl,
  conversation,
  tenant,
  bot,
  activity,
})

/** The bot's token goes where the reference says, so that is checked again, whoever kept it meanwhile. */
export const readRef = (ref: CardRef, mayTalkTo: (url: string) => boolean): TeamsRef => {
  const read = schema.parse(ref)
  if (!mayTalkTo(read.serviceUrl)) throw new Error('The reference of a card leads to a server that is not Teams.')
  return read
}
