import { Router } from 'express'
import { parseActAs } from '../bodies.ts'
import { openSession, sessionOf } from '../cookie.ts'
import { WebFailure } from '../failure.ts'
import type { Feed } from '../feed.ts'
import type { WebChatOptions, WebPerson } from '../options.ts'
import type { Session, Sessions } from '../sessions.ts'

/** Who one is, and in practice mode who one acts as. */
export const sessionRoutes = (
  options: Pick<WebChatOptions, 'practice' | 'speed' | 'examples'>,
  people: readonly WebPerson[],
  { sessions, feed }: { readonly sessions: Sessions; readonly feed: Feed },
): Router => {
  const { practice, speed = 1, examples } = options
  const describe = ({ person }: Session): object => ({ person, people, practice, speed, examples })
  const router = Router()

  router.get('/session', (request, response) => {
    const { session, fresh } = openSession(request, response, sessions)
    response.json({ ...describe(session), fresh })
  })

  router.post('/act-as', (request, response) => {
    const session = sessionOf(request, sessions)
    const { person: key } = parseActAs(request.body)
    const person = people.find((one) => one.key === key)
    if (person === undefined) throw new WebFailure(403, 'web.error.act-as')
    session.person = person
    response.json(describe(session))
    feed.publish({ name: 'session', data: { person }, to: { session: session.id } })
  })

  return router
}
