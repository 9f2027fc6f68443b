import { Router } from 'express'
import type { ChatPlace } from '../../../incident/chat-place.ts'
import { createSharedWork } from '../../shared/shared-work.ts'
import type { ChatInput } from '../../types.ts'
import type { ChannelConversation } from '../channel-conversation.ts'
import { webChannel, webPlatform, webTenant } from '../options.ts'
import { type ClickBody, type MessageBody, parseClickBody, parseMessageBody } from '../request-bodies.ts'
import { WebFailure } from '../request-failure.ts'
import { requireSession } from '../session-cookie.ts'
import { toPerson, type WebSession, type WebSessions } from '../sessions.ts'

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
  const share = createSharedWork<void>()

  const inputOf = async (session: WebSession, { thread, locale, id = newId() }: MessageBody | ClickBody) => {
    if (thread !== undefined && !(await conversation.hasThread(thread))) throw new WebFailure(404, 'web.error.thread')
    const place: ChatPlace = {
      platform: webPlatform,
      tenant: webTenant,
      channel: webChannel,
      ...(thread === undefined ? {} : { thread }),
    }
    const input = { id: `${session.tag}-${id}`, place, person: toPerson(session.person) }
    return locale === undefined ? input : { ...input, locale }
  }

  /** Each once; what could not be kept was not taken, and sending it again must work. */
  const takeOnce = (session: WebSession, input: ChatInput, show: () => Promise<void>): Promise<void> =>
    share(input.id, async () => {
      const { inputs } = session
      if (inputs.get(input.id) === 'taken') return
      try {
        if (!inputs.has(input.id)) await show()
        inputs.set(input.id, 'shown')
        await take(input, session)
      } catch {
        throw new WebFailure(503, 'web.error.not-taken')
      }
      inputs.set(input.id, 'taken')
    })

  router.post('/messages', async (request, response) => {
    const session = requireSession(request, sessions)
    const sent = parseMessageBody(request.body)
    const input = await inputOf(session, sent)
    const { text, thread } = sent
    const { key, name } = session.person
    const show = (): Promise<void> => conversation.addText({ key, name }, text, thread)
    await takeOnce(session, { kind: 'message', ...input, text, addressed: true }, show)
    response.status(202).json({ id: input.id })
  })

  router.post('/clicks', async (request, response) => {
    const session = requireSession(request, sessions)
    const { verb, token, values, ...sent } = parseClickBody(request.body)
    const input = await inputOf(session, { ...sent, verb, token, values })
    await takeOnce(session, { kind: 'click', ...input, verb, token, values }, nothingToShow)
    response.status(202).json({ id: input.id })
  })

  return router
}

const nothingToShow = async (): Promise<void> => undefined
