import type { View } from '../../views/types.ts'
import type { Activity } from './activity.ts'
import { type Destination, destinationOf } from './connection.ts'
import { mostRefreshing } from './message/fit.ts'

/** What is convenient to know and can be done without: nothing here survives a restart, and nothing has to. */
export interface Memory {
  heard(activity: Activity, tenant: string): void
  /** Where the channel was last heard from. */
  destination(channel: string): Pick<Destination, 'serviceUrl' | 'bot'> | undefined
  /** Teams' own id of somebody, for mentioning them. */
  teamsId(person: string): string | undefined
  /** People who have spoken or clicked in the channel. */
  members(channel: string): readonly string[]
  shown(channel: string, activity: string, view: View): void
  view(channel: string, activity: string): View | undefined
}

export const createMemory = (): Memory => {
  const destinations = new Map<string, Pick<Destination, 'serviceUrl' | 'bot'>>()
  const people = new Map<string, string>()
  const members = new Map<string, readonly string[]>()
  const views = new Map<string, View>()

  return {
    heard: (activity, tenant) => {
      const channel = channelOf(activity)
      const { serviceUrl, bot } = destinationOf(activity, tenant)
      remember(destinations, channel, { serviceUrl, bot }, 1_000)
      const { id, aadObjectId } = activity.from
      if (aadObjectId === undefined) return
      remember(people, aadObjectId, id, 5_000)
      const others = (members.get(channel) ?? []).filter((member) => member !== id)
      remember(members, channel, [id, ...others].slice(0, mostRefreshing), 1_000)
    },
    destination: (channel) => destinations.get(channel),
    teamsId: (person) => people.get(person),
    members: (channel) => members.get(channel) ?? [],
    shown: (channel, activity, view) => remember(views, `${channel}\n${activity}`, view, 300),
    view: (channel, activity) => views.get(`${channel}\n${activity}`),
  }
}

const channelOf = ({ conversation }: Activity): string => conversation.id.split(';messageid=')[0] ?? ''

const remember = <T>(map: Map<string, T>, key: string, value: T, keep: number): void => {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > keep && oldest !== undefined) map.delete(oldest)
}
