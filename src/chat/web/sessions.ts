import { randomBytes } from 'node:crypto'
import type { Person } from '../../incident/person.ts'
import { platform, tenant, type WebPerson } from './options.ts'

/** Who a browser is, known to the server alone: the cookie only holds the random id (L8). */
export interface Session {
  readonly id: string
  /** Short public name of the session, put before ids that its browser makes up. */
  readonly tag: string
  person: WebPerson
  /** Ids of messages and clicks taken, so that a repeated request is not taken twice. */
  readonly taken: Set<string>
}

export interface Sessions {
  find(id: string | undefined): Session | undefined
  open(): Session
}

/** The key cannot be one of a policy: nobody gives rights to a visitor who could be anyone. */
export const guest: WebPerson = { key: 'guest (not authenticated)', name: 'Guest', roles: [] }

const mostSessions = 1000
const mostTaken = 1000

export const createSessions = (first: WebPerson): Sessions => {
  const sessions = new Map<string, Session>()

  const open = (): Session => {
    const session: Session = {
      id: randomBytes(32).toString('base64url'),
      tag: randomBytes(6).toString('hex'),
      person: first,
      taken: new Set(),
    }
    sessions.set(session.id, session)
    forgetOldest(sessions, mostSessions)
    return session
  }

  return { find: (id) => (id === undefined ? undefined : sessions.get(id)), open }
}

/** False where this session brought the id before. */
export const takeOnce = (session: Session, id: string): boolean => {
  if (session.taken.has(id)) return false
  session.taken.add(id)
  forgetOldest(session.taken, mostTaken)
  return true
}

export const asPerson = (person: WebPerson): Person => ({ platform, tenant, id: person.key, name: person.name })

const forgetOldest = (kept: Map<string, unknown> | Set<string>, most: number): void => {
  for (const key of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(key)
  }
}
