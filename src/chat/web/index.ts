import type { Server } from 'node:http'
import express, { type Express } from 'express'
import { createBodyReader } from '../shared/body-reader.ts'
import { connectionLimits, createLimitedServer } from '../shared/connection-limits.ts'
import { startListening, stopListening } from '../shared/http-listening.ts'
import { webhookRequestHandler, webPageHandler } from '../shared/webhook-server.ts'
import type { AcceptInput, ChatInput, ChatPlatform } from '../types.ts'
import { type ChannelConversation, createChannelConversation } from './channel-conversation.ts'
import { createEventFeed, type EventFeed } from './event-feed.ts'
import { loopbackAddress, originOf } from './loopback-address.ts'
import { type WebChatOptions, webPlatform } from './options.ts'
import { createPictureStore, type PictureStore } from './picture-store.ts'
import { answerWebFailures, WebFailure } from './request-failure.ts'
import { eventRoutes } from './routes/event-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { inputRoutes } from './routes/input-routes.ts'
import { pageRoutes } from './routes/page-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { refuseForeignHosts, refuseForeignPosts, setSecurityHeaders } from './security-middleware.ts'
import { createWebSessions, guestPerson, type WebSession, type WebSessions } from './sessions.ts'
import { createWhisperStore } from './whisper-store.ts'

export type { WebChatOptions } from './options.ts'

interface WebChatParts {
  readonly sessions: WebSessions
  readonly feed: EventFeed
  readonly pictures: PictureStore
  readonly conversation: ChannelConversation
}

/**
 * The local web chat: this machine only, without authentication; throws `NotLoopbackError` for any other host.
 * `url` is where it can be opened once it has started.
 */
export const createWebChat = (options: WebChatOptions): ChatPlatform & { readonly url: string } => {
  const address = loopbackAddress(options.host)
  const people = options.practice && options.people.length > 0 ? options.people : [guestPerson]
  const feed = createEventFeed()
  const pictures = createPictureStore()
  const conversation = createChannelConversation(options, { feed, pictures, whispers: createWhisperStore() })
  const parts: WebChatParts = { sessions: createWebSessions(people[0] ?? guestPerson), feed, pictures, conversation }
  let server: Server | undefined
  let port = options.port

  return {
    name: webPlatform,
    get url() {
      return `${originOf(address, port)}/`
    },
    get address() {
      return `${originOf(address, port)}/ (this machine only)`
    },
    start: async (accept) => {
      server = createLimitedServer(appOf({ ...options, people }, parts, accept), connectionLimits)
      port = await startListening(server, address, options.port)
    },
    post: (place, view) => conversation.post(place, view),
    update: (place, ref, view) => conversation.update(place, ref, view),
    whisper: (place, person, view) => conversation.whisper(place, person.id, view),
    // The page scrolls there.
    linkTo: (_place, { id }) => (typeof id === 'string' ? `/#m-${id}` : undefined),
    stop: async () => {
      if (server !== undefined) await stopListening(server, 0)
    },
  }
}

const appOf = (options: WebChatOptions, parts: WebChatParts, accept: AcceptInput): Express => {
  const { sessions, conversation, feed, pictures } = parts
  const app = express()
  app.disable('x-powered-by')
  app.use(setSecurityHeaders, refuseForeignHosts)
  const readBody = createBodyReader(connectionLimits.maxLargeBodies)
  for (const endpoint of options.webhookEndpoints ?? [])
    app.post(endpoint.path, webhookRequestHandler(endpoint, readBody))
  for (const page of options.webPages ?? []) app.get(page.path, webPageHandler(page))
  app.use(refuseForeignPosts)
  app.use(express.json({ limit: '64kb' }))
  app.use(pageRoutes())
  app.use(sessionRoutes(options, options.people, { sessions, feed }))
  app.use(inputRoutes({ sessions, conversation, newId: options.newId, take: createInputTaker(options, feed, accept) }))
  app.use(eventRoutes({ sessions, conversation, feed }))
  app.use(fileRoutes(options, { pictures, sessions }))
  app.use((_request, _response, next) => next(new WebFailure(404, 'web.error.not-found')))
  app.use(answerWebFailures(options.log, options.newId))
  return app
}

/** Resolves when the input is durable; tells the sender's browser later when it was handled or went wrong (L6). */
const createInputTaker =
  ({ log, newId }: WebChatOptions, feed: EventFeed, accept: AcceptInput) =>
  async (input: ChatInput, session: WebSession): Promise<void> => {
    const done = (details: object): void =>
      feed.publish({ name: 'handled', data: { id: input.id, ...details }, to: { session: session.id } })

    const failed = (error: unknown): void => {
      const reference = newId()
      log.error({ err: error, reference, input: input.id }, 'an input could not be handled')
      done({ error: 'web.error.failed', reference })
    }

    const { handled } = await accept(input)
    void handled.then(() => done({}), failed)
  }
