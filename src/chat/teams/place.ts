import { createHash } from 'node:crypto'
import type { Person } from '../../incident/person.ts'
import type { Place } from '../../incident/place.ts'
import type { Activity } from './activity.ts'
import { platform } from './options.ts'

/**
 * A channel's threads are told apart by the id of their first message. Personal and group chats have no threads, so
 * each is one thread: what is written after a card there is about that card.
 */
const onlyThread = 'chat'

/** Conversation ids of channels, as Teams makes them; all others belong to chats. */
const channelId = /@thread\.(tacv2|skype)$/

export const placeOf = (activity: Activity, tenant: string): Place => {
  const [channel = '', ...rest] = activity.conversation.id.split(';messageid=')
  if (rest[0] !== undefined) return { platform, tenant, channel, thread: rest[0] }
  return { platform, tenant, channel, thread: isChannel(activity) ? activity.id : onlyThread }
}

const isChannel = ({ conversation: { id, conversationType } }: Activity): boolean =>
  conversationType === undefined ? channelId.test(id) : conversationType === 'channel'

/** Where a message goes that is meant for the place. */
export const conversationIn = ({ channel, thread }: Place): string =>
  thread === undefined || thread === onlyThread ? channel : `${channel};messageid=${thread}`

/** The thread that a card is in: its own where it was the first message of one. */
export const threadOf = (place: Place, activity: string): Place => {
  if (place.thread !== undefined) return place
  return { ...place, thread: channelId.test(place.channel) ? activity : onlyThread }
}

/** Who Entra says it is. Without an object id nobody whom a policy could know; never the name that is shown (L8). */
export const personOf = ({ from }: Activity, tenant: string): Person => ({
  platform,
  tenant: from.tenantId ?? tenant,
  id: from.aadObjectId ?? `without-object-id:${from.id}`,
  name: from.name ?? '?',
})

/** Activity ids are times in milliseconds, unique in their conversation only. */
export const inputId = ({ conversation, id }: Activity): string =>
  createHash('sha256').update(`${conversation.id}\n${id}`).digest('hex').slice(0, 32)
