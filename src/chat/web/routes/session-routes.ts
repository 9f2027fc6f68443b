import { Router } from 'express'
import type { PracticePerson } from '../../platform-module.ts'
import type { EventFeed } from '../event-feed.ts'
import type { WebChatOptions } from '../options.ts'
import { parseActAsBody } from '../request-bodies.ts'
import { WebFailure } from '../request-failure.ts'
import { refuseForeignReads } from '../security-middleware.ts'
import { findOrOpenSession, requireSession } from '../session-cookie.ts'
import type { WebSession, WebSessions } from '../sessions.ts'

/** Who one is, and in practice mode who one acts as. */
export const sessionRoutes = (
  options: Pick<WebChatOptions, 'practice' | 'speed' | 'examples'>,
  people: readonly PracticePerson[],
  { sessions, feed }: { readonly sessions: WebSessions; readonly feed: EventFeed },
): Router => {
  const { practice, speed = 1, examples } = options
  const describe = ({ person }: WebSession): object => ({ person, people, practice, speed, examples })
  const router = Router()

  router.get('/session', refuseForeignReads, (request, response) => {
    const { session, fresh } = findOrOpenSession(request, response, sessions)
    response.json({ ...describe(session), fresh })
  })

  router.post('/act-as', (request, response) => {
    const session = requireSession(request, sessions)
    const { person: key } = parseActAsBody(request.body)
    const person = people.find((one) => one.key === key)
    if (person === undefined) throw new WebFailure(403, 'web.error.act-as')
    session.person = person
    response.json(describe(session))
    feed.publish({ name: 'session', data: { person }, to: { session: session.id } })
  })

  return router
}
