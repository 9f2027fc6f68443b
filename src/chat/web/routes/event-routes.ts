import { type Response, Router } from 'express'
import type { ChannelConversation } from '../channel-conversation.ts'
import { type EventFeed, type FeedEvent, isForSession } from '../event-feed.ts'
import { WebFailure } from '../request-failure.ts'
import { refuseForeignReads } from '../security-middleware.ts'
import { requireSession } from '../session-cookie.ts'
import { maxStreamsPerSession, type WebSession, type WebSessions } from '../sessions.ts'

interface EventRouteParts {
  readonly sessions: WebSessions
  readonly conversation: ChannelConversation
  readonly feed: EventFeed
}

const heartbeatInMs = 15_000
const maxUnsentInBytes = 4 * 1024 * 1024

/** Server-sent events: first the whole picture, or after a break what was missed, then everything as it happens. */
export const eventRoutes = ({ sessions, conversation, feed }: EventRouteParts): Router => {
  const router = Router()

  router.get('/events', refuseForeignReads, async (request, response) => {
    const session = requireSession(request, sessions)
    countStream(session, response)
    const after = request.get('Last-Event-ID') ?? request.query.after
    const missed = typeof after === 'string' ? feed.since(after) : undefined
    openStream(response)
    const start = feed.position()
    const stream = followFeed(response, session, { feed, conversation })
    if (missed === undefined) {
      const messages = await conversation.shownTo(session.person)
      writeEvent(response, { id: start, name: 'snapshot', data: { messages, person: session.person } })
    }
    stream.flow(missed ?? [])
  })

  return router
}

/** Refused, never taken from another tab: that one would come back and take it again, for ever. */
const countStream = (session: WebSession, response: Response): void => {
  if (session.streams >= maxStreamsPerSession) throw new WebFailure(429, 'web.error.streams')
  session.streams += 1
  response.on('close', () => {
    session.streams -= 1
  })
}

const openStream = (response: Response): void => {
  response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' })
  response.flushHeaders()
  response.write('retry: 1000\n\n')
}

/** Holds events back until the stream has said what came before them. */
const followFeed = (
  response: Response,
  session: WebSession,
  { feed, conversation }: Pick<EventRouteParts, 'feed' | 'conversation'>,
): { flow(missed: readonly FeedEvent[]): void } => {
  let held: FeedEvent[] | undefined = []
  let sent = Promise.resolve()
  const isShown = async ({ said }: FeedEvent): Promise<boolean> =>
    said === undefined || conversation.mayBeShownTo(session.person, said)
  // One after the other, however long it takes to find out whether it may be shown; what can't be found out is not.
  const send = (event: FeedEvent): void => {
    sent = sent.then(async () => {
      if (isForSession(event, session) && (await isShown(event).catch(() => false))) writeEvent(response, event)
    })
  }
  const unsubscribe = feed.subscribe((event) => (held === undefined ? send(event) : held.push(event)))
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatInMs)
  heartbeat.unref()
  response.on('close', () => {
    unsubscribe()
    clearInterval(heartbeat)
  })

  const flow = (missed: readonly FeedEvent[]): void => {
    for (const event of [...missed, ...(held ?? [])]) send(event)
    held = undefined
  }
  return { flow }
}

const writeEvent = (response: Response, { id, name, data }: { id: string; name: string; data: unknown }): void => {
  // A browser that stopped reading must not fill our memory: it comes back and resumes.
  if (response.writableLength > maxUnsentInBytes) response.destroy()
  else response.write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
}
