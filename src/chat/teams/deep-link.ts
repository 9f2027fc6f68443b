import type { ChatPlace } from '../../incident/chat-place.ts'
import type { CardRef } from '../types.ts'
import { isChannelId } from './place-mapping.ts'

/** Ids of chats that a link can name; a personal chat with a bot (`a:…`) has none that others know. */
const linkableId = /^19:/

/**
 * `https://teams.microsoft.com/l/message/<conversation>/<message>` as Microsoft's "Deep link to a message" describes it;
 * in a channel it says to which thread the message belongs.
 */
export const teamsDeepLinkOf = (clientUrl: string, place: ChatPlace, { activity }: CardRef): string | undefined => {
  const { channel, thread, tenant } = place
  if (typeof activity !== 'string' || !linkableId.test(channel)) return undefined
  const link = new URL(`/l/message/${encodeURIComponent(channel)}/${encodeURIComponent(activity)}`, clientUrl)
  link.searchParams.set('tenantId', tenant)
  if (isChannelId(channel)) link.searchParams.set('parentMessageId', thread ?? activity)
  else link.searchParams.set('context', '{"contextType":"chat"}')
  return link.href
}
