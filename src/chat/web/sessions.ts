import { randomBytes } from 'node:crypto'
import type { Person } from '../../incident/person.ts'
import type { PracticePerson } from '../platform-module.ts'
import { webPlatform, webTenant } from './options.ts'

/** Who a browser is, known to the server alone: the cookie only holds the random id (L8). */
export interface WebSession {
  readonly id: string
  /** Short public name of the session, put before ids that its browser makes up. */
  readonly tag: string
  person: PracticePerson
  /** Ids of messages and clicks taken, so that a repeated request is not taken twice. */
  readonly taken: Set<string>
}

export interface WebSessions {
  find(id: string | undefined): WebSession | undefined
  open(): WebSession
}

/** The key cannot be one of a policy: nobody gives rights to a visitor who could be anyone. */
export const guestPerson: PracticePerson = { key: 'guest (not authenticated)', name: 'Guest', roles: [] }

const maxSessions = 1000
const maxRememberedInputs = 1000

export const createWebSessions = (first: PracticePerson): WebSessions => {
  const sessions = new Map<string, WebSession>()

  const open = (): WebSession => {
    const session: WebSession = {
      id: randomBytes(32).toString('base64url'),
      tag: randomBytes(6).toString('hex'),
      person: first,
      taken: new Set(),
    }
    sessions.set(session.id, session)
    forgetOldest(sessions, maxSessions)
    return session
  }

  return { find: (id) => (id === undefined ? undefined : sessions.get(id)), open }
}

/** False where this session brought the id before. */
export const recordInputOnce = (session: WebSession, id: string): boolean => {
  if (session.taken.has(id)) return false
  session.taken.add(id)
  forgetOldest(session.taken, maxRememberedInputs)
  return true
}

export const toPerson = (person: PracticePerson): Person => ({
  platform: webPlatform,
  tenant: webTenant,
  id: person.key,
  name: person.name,
})

const forgetOldest = (kept: Map<string, unknown> | Set<string>, most: number): void => {
  for (const key of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(key)
  }
}
