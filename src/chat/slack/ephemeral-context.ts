import { LRUCache } from 'lru-cache'
import type { ChatPlace } from '../../incident/chat-place.ts'
import type { Person } from '../../incident/person.ts'

/**
 * Where each person was last seen in a conversation, so that what is whispered to them stands where they look: beside
 * a thread's first message or inside the thread. Slack shows a whisper in a thread only once the thread has an answer.
 */
export interface EphemeralContext {
  rememberThread(place: ChatPlace, person: Person, inThread: boolean): void
  /** The thread to whisper in, where there is one to be seen. */
  threadFor(place: ChatPlace, person: Person): string | undefined
  /** Ways to answer a command without being in its channel. */
  rememberResponseUrl(place: ChatPlace, person: Person, responseUrl: string): void
  responseUrl(place: ChatPlace, person: Person): string | undefined
  /** Whoever may be told that the bot is missing in a channel; each once. */
  takeResponseUrls(channel: string): readonly string[]
}

const maxRememberedPeople = 2_000
const responseUrlLifetimeInMs = 30 * 60_000

interface ExpiringUrl {
  readonly url: string
  readonly until: number
}

export const createEphemeralContext = (now: () => number): EphemeralContext => {
  const inThreads = new LRUCache<string, boolean>({ max: maxRememberedPeople })
  const urls = new LRUCache<string, ExpiringUrl>({ max: maxRememberedPeople })
  const callers = new LRUCache<string, readonly string[]>({ max: maxRememberedPeople })
  const live = (offered: ExpiringUrl | undefined): string | undefined =>
    offered === undefined || offered.until < now() ? undefined : offered.url

  return {
    rememberThread: (place, person, inThread) =>
      inThreads.set(`${place.channel} ${place.thread ?? ''} ${person.id}`, inThread),
    threadFor: (place, person) =>
      inThreads.peek(`${place.channel} ${place.thread ?? ''} ${person.id}`) === true ? place.thread : undefined,
    rememberResponseUrl: ({ channel }, { id }, url) => {
      urls.set(`${channel} ${id}`, { url, until: now() + responseUrlLifetimeInMs })
      callers.set(channel, [...new Set([...(callers.peek(channel) ?? []), id])].slice(-20))
    },
    responseUrl: ({ channel }, { id }) => live(urls.peek(`${channel} ${id}`)),
    takeResponseUrls: (channel) => {
      const people = callers.peek(channel) ?? []
      callers.delete(channel)
      return people.flatMap((id) => live(urls.peek(`${channel} ${id}`)) ?? [])
    },
  }
}
