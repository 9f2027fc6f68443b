import { Router } from 'express'
import type { Place } from '../../../incident/place.ts'
import type { Input } from '../../types.ts'
import { parseClick, parseMessage, type SentClick, type SentMessage } from '../bodies.ts'
import type { Conversation } from '../conversation.ts'
import { sessionOf } from '../cookie.ts'
import { WebFailure } from '../failure.ts'
import { channel, platform, tenant } from '../options.ts'
import { asPerson, type Session, type Sessions, takeOnce } from '../sessions.ts'

interface Parts {
  readonly sessions: Sessions
  readonly conversation: Conversation
  readonly newId: () => string
  /** Hands the input on; returns at once. */
  readonly take: (input: Input, session: Session) => void
}

/** Messages and clicks: who sent it comes from the session, and it is acknowledged before anything is done with it. */
export const inputRoutes = ({ sessions, conversation, newId, take }: Parts): Router => {
  const router = Router()

  /** What every input has, or nothing where this very one was taken before. */
  const accept = async (session: Session, sent: SentMessage | SentClick) => {
    const { thread, locale, id = newId() } = sent
    if (thread !== undefined && !(await conversation.hasThread(thread))) throw new WebFailure(404, 'web.error.thread')
    const place: Place = { platform, tenant, channel, ...(thread === undefined ? {} : { thread }) }
    const input = { id: `${session.tag}-${id}`, place, person: asPerson(session.person) }
    const isNew = takeOnce(session, id)
    return { isNew, forget: () => session.taken.delete(id), input: locale === undefined ? input : { ...input, locale } }
  }

  router.post('/messages', async (request, response) => {
    const session = sessionOf(request, sessions)
    const sent = parseMessage(request.body)
    const { isNew, input, forget } = await accept(session, sent)
    const { key, name } = session.person
    if (isNew) await conversation.say({ key, name }, sent.text, sent.thread).catch(rethrowAfter(forget))
    response.status(202).json({ id: input.id })
    if (isNew) take({ kind: 'message', ...input, text: sent.text, addressed: true }, session)
  })

  router.post('/clicks', async (request, response) => {
    const session = sessionOf(request, sessions)
    const { verb, token, values, ...sent } = parseClick(request.body)
    const { isNew, input } = await accept(session, { ...sent, verb, token, values })
    response.status(202).json({ id: input.id })
    if (isNew) take({ kind: 'click', ...input, verb, token, values }, session)
  })

  return router
}

/** A message that could not be kept was not taken: sending it again must work. */
const rethrowAfter =
  (undo: () => void) =>
  (error: unknown): never => {
    undo()
    throw error
  }
