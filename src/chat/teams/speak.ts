import type { Person } from '../../incident/person.ts'
import type { Place } from '../../incident/place.ts'
import type { View } from '../../views/types.ts'
import type { CardRef, Posted } from '../types.ts'
import type { Connection, Destination } from './connection.ts'
import type { Endpoints } from './endpoints.ts'
import { serviceUrlCheck } from './guard/service-url.ts'
import type { Memory } from './memory.ts'
import type { MakeMessage } from './message.ts'
import type { TeamsConfig } from './options.ts'
import type { Outbox } from './outbox.ts'
import { conversationIn, threadOf } from './place.ts'
import { readRef, refOf } from './ref.ts'
import { refreshFor } from './refresh.ts'

/** What the bot says of its own accord. */
export interface Speak {
  post(place: Place, view: View): Promise<Posted>
  update(ref: CardRef, view: View): Promise<void>
  /** An answer to somebody where they asked: there are no messages for one person in a channel. */
  answer(place: Place, person: Person, view: View): Promise<void>
}

export interface SpeakParts {
  readonly config: TeamsConfig
  readonly endpoints: Endpoints
  readonly connection: Connection
  readonly outbox: Outbox
  readonly memory: Memory
  readonly make: MakeMessage
}

export const createSpeak = ({ config, endpoints, connection, outbox, memory, make }: SpeakParts): Speak => {
  const mayTalkTo = serviceUrlCheck(endpoints.serviceHosts)

  const destination = (place: Place): Destination => ({
    serviceUrl: endpoints.serviceUrl,
    bot: `28:${config.appId}`,
    ...memory.destination(place.channel),
    conversation: conversationIn(place),
    tenant: place.tenant,
  })

  return {
    post: async (place, view) => {
      const to = destination(place)
      const id = await outbox
        .lane(to.conversation)
        .post(async () =>
          connection.send(to, await make(view, { refreshFor: refreshFor(memory, place.channel, view) })),
        )
      memory.shown(place.channel, id, view)
      return { ref: refOf(to, id), thread: threadOf(place, id) }
    },
    update: async (ref, view) => {
      const to = readRef(ref, mayTalkTo)
      const channel = to.conversation.split(';messageid=')[0] ?? ''
      memory.shown(channel, to.activity, view)
      await outbox
        .lane(to.conversation)
        .edit(to.activity, async () =>
          connection.edit(to, to.activity, await make(view, { refreshFor: refreshFor(memory, channel, view) })),
        )
    },
    answer: async (place, person, view) => {
      const to = destination(place)
      const id = memory.teamsId(person.id)
      const named = id === undefined ? {} : { to: { id, name: person.name } }
      await outbox.lane(to.conversation).post(async () => connection.send(to, await make(view, named)))
    },
  }
}
