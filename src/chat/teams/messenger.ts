import type { ChatPlace } from '../../incident/chat-place.ts'
import type { Person } from '../../incident/person.ts'
import type { CardView } from '../../views/types.ts'
import { callingOnlyOurs } from '../shared/mentions.ts'
import type { Outbox } from '../shared/outbox/index.ts'
import type { CardRef, PostedCard } from '../types.ts'
import type { TeamsEndpoints } from './cloud-endpoints.ts'
import type { TeamsConnection, TeamsDestination } from './connection.ts'
import { type ConversationCache, membersToRefresh } from './conversation-cache.ts'
import { parseTeamsMessageRef, teamsCardRefOf } from './message-ref.ts'
import type { RenderTeamsMessage } from './message-renderer.ts'
import type { TeamsAppConfig } from './options.ts'
import { conversationIdOf, threadPlaceOf } from './place-mapping.ts'
import { createServiceUrlCheck } from './service-url-check.ts'

/** What the bot says of its own accord. */
export interface TeamsMessenger {
  post(place: ChatPlace, view: CardView): Promise<PostedCard>
  update(ref: CardRef, view: CardView): Promise<void>
  /** An answer to somebody where they asked: there are no messages for one person in a channel. */
  answer(place: ChatPlace, person: Person, view: CardView): Promise<void>
  destination(place: ChatPlace): TeamsDestination
}

export interface TeamsMessengerDependencies {
  readonly config: TeamsAppConfig
  readonly endpoints: TeamsEndpoints
  readonly connection: TeamsConnection
  readonly outbox: Outbox
  readonly memory: ConversationCache
  readonly render: RenderTeamsMessage
}

export const createTeamsMessenger = ({
  config,
  endpoints,
  connection,
  outbox,
  memory,
  render,
}: TeamsMessengerDependencies): TeamsMessenger => {
  const mayTalkTo = createServiceUrlCheck(endpoints.serviceHosts)

  const destination = (place: ChatPlace): TeamsDestination => ({
    serviceUrl: endpoints.serviceUrl,
    bot: `28:${config.appId}`,
    ...memory.destination(place.channel),
    conversation: conversationIdOf(place),
    tenant: place.tenant,
  })

  return {
    destination,
    post: async (place, given) => {
      const view = callingOnlyOurs(given, place, (tenant) => tenant.toLowerCase() === place.tenant.toLowerCase())
      const to = destination(place)
      const id = await outbox
        .queueFor(to.conversation)
        .post(async () =>
          connection.send(to, await render(view, { refreshFor: membersToRefresh(memory, place.channel, view) })),
        )
      memory.recordView(place.channel, id, view)
      return { ref: teamsCardRefOf(to, id), thread: threadPlaceOf(place, id) }
    },
    update: async (ref, view) => {
      const to = parseTeamsMessageRef(ref, mayTalkTo)
      const channel = to.conversation.split(';messageid=')[0] ?? ''
      memory.recordView(channel, to.activity, view)
      await outbox
        .queueFor(to.conversation)
        .edit(to.activity, async () =>
          connection.edit(to, to.activity, await render(view, { refreshFor: membersToRefresh(memory, channel, view) })),
        )
    },
    answer: async (place, person, view) => {
      const to = destination(place)
      const id = memory.teamsId(person.id)
      const named = id === undefined ? {} : { to: { id, name: person.name } }
      await outbox.queueFor(to.conversation).post(async () => connection.send(to, await render(view, named)))
    },
  }
}
