import { Router } from 'express'
import type { ChatPlace } from '../../../incident/chat-place.ts'
import type { ChatInput } from '../../types.ts'
import type { ChannelConversation } from '../channel-conversation.ts'
import { webChannel, webPlatform, webTenant } from '../options.ts'
import { type ClickBody, type MessageBody, parseClickBody, parseMessageBody } from '../request-bodies.ts'
import { WebFailure } from '../request-failure.ts'
import { requireSession } from '../session-cookie.ts'
import { recordInputOnce, toPerson, type WebSession, type WebSessions } from '../sessions.ts'

interface InputRouteParts {
  readonly sessions: WebSessions
  readonly conversation: ChannelConversation
  readonly newId: () => string
  /** Hands the input on; resolves when it is durable. */
  readonly take: (input: ChatInput, session: WebSession) => Promise<void>
}

/** Messages and clicks: who sent it comes from the session, and it is acknowledged as soon as it is durable. */
export const inputRoutes = ({ sessions, conversation, newId, take }: InputRouteParts): Router => {
  const router = Router()

  /** What every input has, or nothing where this very one was taken before. */
  const accept = async (session: WebSession, sent: MessageBody | ClickBody) => {
    const { thread, locale, id = newId() } = sent
    if (thread !== undefined && !(await conversation.hasThread(thread))) throw new WebFailure(404, 'web.error.thread')
    const place: ChatPlace = {
      platform: webPlatform,
      tenant: webTenant,
      channel: webChannel,
      ...(thread === undefined ? {} : { thread }),
    }
    const input = { id: `${session.tag}-${id}`, place, person: toPerson(session.person) }
    const isNew = recordInputOnce(session, id)
    return { isNew, forget: () => session.taken.delete(id), input: locale === undefined ? input : { ...input, locale } }
  }

  router.post('/messages', async (request, response) => {
    const session = requireSession(request, sessions)
    const sent = parseMessageBody(request.body)
    const { isNew, input, forget } = await accept(session, sent)
    const { key, name } = session.person
    if (isNew) {
      const taken = async (): Promise<void> => {
        await conversation.addText({ key, name }, sent.text, sent.thread)
        await take({ kind: 'message', ...input, text: sent.text, addressed: true }, session)
      }
      await taken().catch(notTakenAfter(forget))
    }
    response.status(202).json({ id: input.id })
  })

  router.post('/clicks', async (request, response) => {
    const session = requireSession(request, sessions)
    const { verb, token, values, ...sent } = parseClickBody(request.body)
    const { isNew, input, forget } = await accept(session, { ...sent, verb, token, values })
    if (isNew) await take({ kind: 'click', ...input, verb, token, values }, session).catch(notTakenAfter(forget))
    response.status(202).json({ id: input.id })
  })

  return router
}

/** What could not be kept was not taken: sending it again must work. */
const notTakenAfter = (undo: () => void) => (): never => {
  undo()
  throw new WebFailure(503, 'web.error.not-taken')
}
