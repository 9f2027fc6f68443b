import type { Person } from '../../incident/person.ts'
import type { Place } from '../../incident/place.ts'
import { createBounded } from './bounded.ts'

/**
 * Where each person was last seen in a conversation, so that what is whispered to them stands where they look: beside
 * a thread's first message or inside the thread. Slack shows a whisper in a thread only once the thread has an answer.
 */
export interface Standing {
  seen(place: Place, person: Person, inThread: boolean): void
  /** The thread to whisper in, where there is one to be seen. */
  threadFor(place: Place, person: Person): string | undefined
  /** Ways to answer a command without being in its channel. */
  offered(place: Place, person: Person, responseUrl: string): void
  responseUrl(place: Place, person: Person): string | undefined
  /** Whoever may be told that the bot is missing in a channel; each once. */
  takeResponseUrls(channel: string): readonly string[]
}

const mostPeople = 2_000
const responseUrlLivesInMs = 30 * 60_000

interface Offered {
  readonly url: string
  readonly until: number
}

export const createStanding = (now: () => number): Standing => {
  const inThreads = createBounded<boolean>(mostPeople)
  const urls = createBounded<Offered>(mostPeople)
  const callers = createBounded<readonly string[]>(mostPeople)
  const live = (offered: Offered | undefined): string | undefined =>
    offered === undefined || offered.until < now() ? undefined : offered.url

  return {
    seen: (place, person, inThread) => inThreads.set(`${place.channel} ${place.thread ?? ''} ${person.id}`, inThread),
    threadFor: (place, person) =>
      inThreads.get(`${place.channel} ${place.thread ?? ''} ${person.id}`) === true ? place.thread : undefined,
    offered: ({ channel }, { id }, url) => {
      urls.set(`${channel} ${id}`, { url, until: now() + responseUrlLivesInMs })
      callers.set(channel, [...new Set([...(callers.get(channel) ?? []), id])].slice(-20))
    },
    responseUrl: ({ channel }, { id }) => live(urls.get(`${channel} ${id}`)),
    takeResponseUrls: (channel) => {
      const people = callers.get(channel) ?? []
      callers.delete(channel)
      return people.flatMap((id) => live(urls.get(`${channel} ${id}`)) ?? [])
    },
  }
}
