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
  const destinations = new Map<string, Pick<TeamsDestination, 'serviceUrl' | 'bot'>>()
  const people = new Map<string, string>()
  const members = new Map<string, readonly string[]>()
  const views = new Map<string, CardView>()

  return {
    recordActivity: (activity, tenant) => {
      const channel = channelOf(activity)
      const { serviceUrl, bot } = destinationOf(activity, tenant)
      setBounded(destinations, channel, { serviceUrl, bot }, 1_000)
      const { id, aadObjectId } = activity.from
      if (aadObjectId === undefined) return
      setBounded(people, aadObjectId, id, 5_000)
      const others = (members.get(channel) ?? []).filter((member) => member !== id)
      setBounded(members, channel, [id, ...others].slice(0, maxRefreshingMembers), 1_000)
    },
    destination: (channel) => destinations.get(channel),
    teamsId: (person) => people.get(person),
    members: (channel) => members.get(channel) ?? [],
    recordView: (channel, activity, view) => setBounded(views, `${channel}\n${activity}`, view, 300),
    view: (channel, activity) => views.get(`${channel}\n${activity}`),
  }
}

const channelOf = ({ conversation }: TeamsActivity): string => conversation.id.split(';messageid=')[0] ?? ''

const setBounded = <T>(map: Map<string, T>, key: string, value: T, keep: number): void => {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > keep && oldest !== undefined) map.delete(oldest)
}

/** The one kind of card on which people wait for each other, so that an old copy of it would mislead. */
const refreshedTemplate = 'proposal'

/** Whose clients are to ask for the card as it stands when they come across it; nobody's once it is decided. */
export const membersToRefresh = (memory: ConversationCache, channel: string, view: CardView): readonly string[] =>
  view.template === refreshedTemplate ? memory.members(channel) : []
