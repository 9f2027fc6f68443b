import { createServer, type Server } from 'node:http'
import express, { type Express } from 'express'
import { through } from '../doorway.ts'
import { listen, stopListening } from '../listen.ts'
import type { ChatPlatform, Input } from '../types.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { answerFailures, WebFailure } from './failure.ts'
import { createFeed, type Feed } from './feed.ts'
import { protect, refuseForeignHosts, refuseForeignPosts } from './guard.ts'
import { loopbackAddress, originOf } from './loopback.ts'
import { platform, type WebChatOptions } from './options.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { eventRoutes } from './routes/event-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { inputRoutes } from './routes/input-routes.ts'
import { pageRoutes } from './routes/page-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { createSessions, guest, type Session, type Sessions } from './sessions.ts'
import { createWhispers } from './whispers.ts'

export type { Log, Pages, WebChatOptions, WebPerson } from './options.ts'

type Handle = (input: Input) => Promise<void>
interface Parts {
  readonly sessions: Sessions
  readonly feed: Feed
  readonly pictures: Pictures
  readonly conversation: Conversation
}

/**
 * The local web chat: this machine only, without authentication; throws `NotLoopbackError` for any other host.
 * `url` is where it can be opened once it has started.
 */
export const createWebChat = (options: WebChatOptions): ChatPlatform & { readonly url: string } => {
  const address = loopbackAddress(options.host)
  const people = options.practice && options.people.length > 0 ? options.people : [guest]
  const feed = createFeed()
  const pictures = createPictures()
  const conversation = createConversation(options, { feed, pictures, whispers: createWhispers() })
  const parts: Parts = { sessions: createSessions(people[0] ?? guest), feed, pictures, conversation }
  let server: Server | undefined
  let port = options.port

  return {
    name: platform,
    get url() {
      return `${originOf(address, port)}/`
    },
    start: async (handle) => {
      server = createServer(appOf({ ...options, people }, parts, handle))
      port = await listen(server, address, options.port)
    },
    post: (place, view) => conversation.post(place, view),
    update: (_place, ref, view) => conversation.update(ref, view),
    whisper: (place, person, view) => conversation.whisper(place, person.id, view),
    stop: async () => {
      if (server !== undefined) await stopListening(server, 0)
    },
  }
}

const appOf = (options: WebChatOptions, parts: Parts, handle: Handle): Express => {
  const { sessions, conversation, feed, pictures } = parts
  const app = express()
  app.disable('x-powered-by')
  app.use(protect, refuseForeignHosts)
  const body = express.raw({ type: () => true, limit: '1mb', inflate: false })
  for (const door of options.doors ?? []) app.post(door.path, body, through(door))
  app.use(refuseForeignPosts)
  app.use(express.json({ limit: '64kb' }))
  app.use(pageRoutes())
  app.use(sessionRoutes(options, options.people, { sessions, feed }))
  app.use(inputRoutes({ sessions, conversation, newId: options.newId, take: taker(options, feed, handle) }))
  app.use(eventRoutes({ sessions, conversation, feed }))
  app.use(fileRoutes(options, { pictures, sessions }))
  app.use((_request, _response, next) => next(new WebFailure(404, 'web.error.not-found')))
  app.use(answerFailures(options.log, options.newId))
  return app
}

/** Runs the input after its request was answered, and tells the sender's browser when that is done or went wrong (L6). */
const taker =
  ({ log, newId }: WebChatOptions, feed: Feed, handle: Handle) =>
  (input: Input, session: Session): void => {
    const done = (details: object): void =>
      feed.publish({ name: 'handled', data: { id: input.id, ...details }, to: { session: session.id } })

    const failed = (error: unknown): void => {
      const reference = newId()
      log.error({ err: error, reference, input: input.id }, 'an input could not be handled')
      done({ error: 'web.error.failed', reference })
    }

    setImmediate(() => void handle(input).then(() => done({}), failed))
  }
