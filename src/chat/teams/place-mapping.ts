import { createHash } from 'node:crypto'
import type { ChatPlace } from '../../incident/chat-place.ts'
import type { Person } from '../../incident/person.ts'
import { sanitizeText } from '../../views/untrusted-text.ts'
import type { TeamsActivity } from './activity-schema.ts'
import { teamsPlatform } from './options.ts'

/**
 * A channel's threads are told apart by the id of their first message. Personal and group chats have no threads, so
 * each is one thread: what is written after a card there is about that card.
 */
const chatThread = 'chat'

/** Conversation ids of channels, as Teams makes them; all others belong to chats. */
const channelIdPattern = /@thread\.(tacv2|skype)$/

export const isChannelId = (id: string): boolean => channelIdPattern.test(id)

export const teamsPlaceOf = (activity: TeamsActivity, tenant: string): ChatPlace => {
  const [channel = '', ...rest] = activity.conversation.id.split(';messageid=')
  if (rest[0] !== undefined) return { platform: teamsPlatform, tenant, channel, thread: rest[0] }
  return { platform: teamsPlatform, tenant, channel, thread: isChannel(activity) ? activity.id : chatThread }
}

const isChannel = ({ conversation: { id, conversationType } }: TeamsActivity): boolean =>
  conversationType === undefined ? isChannelId(id) : conversationType === 'channel'

/** Where a message goes that is meant for the place. */
export const conversationIdOf = ({ channel, thread }: ChatPlace): string =>
  thread === undefined || thread === chatThread ? channel : `${channel};messageid=${thread}`

/** The thread that a card is in: its own where it was the first message of one. */
export const threadPlaceOf = (place: ChatPlace, activity: string): ChatPlace => {
  if (place.thread !== undefined) return place
  return { ...place, thread: isChannelId(place.channel) ? activity : chatThread }
}

type TeamsAccount = Pick<TeamsActivity['from'], 'id' | 'name' | 'aadObjectId'> & {
  readonly tenantId?: string | undefined
}

/** Who Entra says it is. Without an object id nobody whom a policy could know; never the name that is shown (L8). */
export const teamsPersonOf = ({ from }: { readonly from: TeamsAccount }, tenant: string): Person => ({
  platform: teamsPlatform,
  tenant: from.tenantId ?? tenant,
  id: from.aadObjectId ?? `${withoutObjectId}${from.id}`,
  name: plainName(from.name ?? '') || '?',
})

/** False for whoever has joined a meeting without an account, and the like. */
export const isKnownToEntra = ({ id }: Person): boolean => !id.startsWith(withoutObjectId)

const withoutObjectId = 'without-object-id:'

/** People and guests choose their names: no sign of one may open markup or a link where Teams reads Markdown. */
const plainName = (name: string): string => sanitizeText(name.replace(/[\\`*_~[\]<>|]/g, ' '), maxNameLength)

/** Longer than any name that Entra takes for one part of it. */
const maxNameLength = 80

/** Activity ids are times in milliseconds, unique in their conversation only. */
export const teamsInputIdOf = ({ conversation, id }: TeamsActivity): string =>
  createHash('sha256').update(`${conversation.id}\n${id}`).digest('hex').slice(0, 32)
