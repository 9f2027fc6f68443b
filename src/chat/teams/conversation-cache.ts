import { LRUCache } from 'lru-cache'
import type { CardView } from '../../views/types.ts'
import type { TeamsActivity } from './activity-schema.ts'
import { destinationOf, type TeamsDestination } from './connection.ts'
import { maxRefreshingMembers } from './message/adapt-card.ts'

/** What is convenient to know and can be done without: nothing here survives a restart, and nothing has to. */
export interface ConversationCache {
  recordActivity(activity: TeamsActivity, tenant: string): void
  /** Where the channel was last heard from. */
  destination(channel: string): Pick<TeamsDestination, 'serviceUrl' | 'bot'> | undefined
  /** Teams' own id of somebody, for mentioning them. */
  teamsId(person: string): string | undefined
  /** People who have spoken or clicked in the channel. */
  members(channel: string): readonly string[]
  recordView(channel: string, activity: string, view: CardView): void
  view(channel: string, activity: string): CardView | undefined
}

export const createConversationCache = (): ConversationCache => {
  const destinations = new LRUCache<string, Pick<TeamsDestination, 'serviceUrl' | 'bot'>>({ max: 1_000 })
  const people = new LRUCache<string, string>({ max: 5_000 })
  const members = new LRUCache<string, readonly string[]>({ max: 1_000 })
  const views = new LRUCache<string, CardView>({ max: 300 })

  return {
    recordActivity: (activity, tenant) => {
      const channel = channelOf(activity)
      const { serviceUrl, bot } = destinationOf(activity, tenant)
      destinations.set(channel, { serviceUrl, bot })
      const { id, aadObjectId } = activity.from
      if (aadObjectId === undefined) return
      people.set(aadObjectId, id)
      const others = (members.peek(channel) ?? []).filter((member) => member !== id)
      members.set(channel, [id, ...others].slice(0, maxRefreshingMembers))
    },
    destination: (channel) => destinations.peek(channel),
    teamsId: (person) => people.peek(person),
    members: (channel) => members.peek(channel) ?? [],
    recordView: (channel, activity, view) => void views.set(`${channel}\n${activity}`, view),
    view: (channel, activity) => views.peek(`${channel}\n${activity}`),
  }
}

const channelOf = ({ conversation }: TeamsActivity): string => conversation.id.split(';messageid=')[0] ?? ''

/** The one kind of card on which people wait for each other, so that an old copy of it would mislead. */
const refreshedTemplate = 'proposal'

/** Whose clients are to ask for the card as it stands when they come across it; nobody's once it is decided. */
export const membersToRefresh = (memory: ConversationCache, channel: string, view: CardView): readonly string[] =>
  view.template === refreshedTemplate ? memory.members(channel) : []
