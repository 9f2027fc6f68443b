import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Person } from '../../incident/person.ts'
import type { PracticePerson } from '../platform-module.ts'
import { webPlatform, webTenant } from './options.ts'

/** Who a browser is, known to the server alone: the cookie only holds the random id (L8). */
export interface WebSession {
  readonly id: string
  /** Short public name of the session, put before ids that its browser makes up. */
  readonly tag: string
  person: PracticePerson
  /** Messages and clicks by id, so that none is taken twice; of one that could not be taken, that it is shown. */
  readonly inputs: LRUCache<string, 'shown' | 'taken'>
  /** Event streams that are open. */
  streams: number
  /** When it was last used, in real milliseconds. */
  usedAt: number
  /** A browser came back with it: what was only opened gives way to others. */
  isUsed: boolean
}

export interface WebSessions {
  find(id: string | undefined): WebSession | undefined
  /** `undefined` where there are as many as there may be, all of them in use. */
  open(): WebSession | undefined
}

/** The key cannot be one of a policy: nobody gives rights to a visitor who could be anyone. */
export const guestPerson: PracticePerson = { key: 'guest (not authenticated)', name: 'Guest', roles: [] }

/** Of one machine's browsers; a session costs some hundred bytes until its browser sends something. */
const maxSessions = 1000
const maxRememberedInputs = 1000
/** A browser that has not come for so long gets a new session when it does. */
const sessionLifetimeInMs = 24 * 60 * 60_000
/** As many connections as browsers open to one address over HTTP/1.1; a tab more would wait for ever anyway. */
export const maxStreamsPerSession = 6

export const createWebSessions = (first: PracticePerson, now: () => number = Date.now): WebSessions => {
  const sessions = new Map<string, WebSession>()

  /** One that nobody misses: never used, or not for long. A session in use is never taken from its browser. */
  const makeRoom = (): boolean => {
    if (sessions.size < maxSessions) return true
    const isOld = ({ streams, usedAt }: WebSession): boolean => streams === 0 && usedAt + sessionLifetimeInMs < now()
    const spare = [...sessions.values()].find((session) => !session.isUsed || isOld(session))
    return spare !== undefined && sessions.delete(spare.id)
  }

  const open = (): WebSession | undefined => {
    if (!makeRoom()) return undefined
    const session: WebSession = {
      id: randomBytes(32).toString('base64url'),
      tag: randomBytes(6).toString('hex'),
      person: first,
      inputs: new LRUCache({ max: maxRememberedInputs }),
      streams: 0,
      usedAt: now(),
      isUsed: false,
    }
    sessions.set(session.id, session)
    return session
  }

  const find = (id: string | undefined): WebSession | undefined => {
    const session = id === undefined ? undefined : sessions.get(id)
    return session === undefined ? undefined : Object.assign(session, { isUsed: true, usedAt: now() })
  }

  return { find, open }
}

export const toPerson = (person: PracticePerson): Person => ({
  platform: webPlatform,
  tenant: webTenant,
  id: person.key,
  name: person.name,
  // Nobody has said who it is: they belong to nobody whom a policy would mean by its guests.
  membership: person.key === guestPerson.key ? 'foreign' : 'member',
})
