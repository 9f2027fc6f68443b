import { randomBytes } from 'node:crypto'
import type { WebSession } from './sessions.ts'

/** One thing that browsers are told, in the order in which it happened. */
export interface FeedEvent {
  readonly id: string
  readonly name: FeedEventName
  readonly data: unknown
  /** Absent: everybody. Judged when it is sent, so a session that changed person gets nothing meant for the former. */
  readonly to?: { readonly person: string } | { readonly session: string }
  /** Where in the channel it was said: only for whoever may read there, judged when it is sent too. */
  readonly said?: SaidInChannel
}

export interface SaidInChannel {
  /** Id of the message that began the thread, its own where it stands in none. */
  readonly thread: string
  /** Key of who wrote it; absent on the bot's own messages. */
  readonly author?: string
}
export type FeedEventName = 'message' | 'edit' | 'handled' | 'session'

export interface EventFeed {
  publish(event: Omit<FeedEvent, 'id'>): void
  /** Id of the latest event, from which a newcomer continues. */
  position(): string
  /** What happened after the event with this id; nothing where that is not known any more. */
  since(id: string): readonly FeedEvent[] | undefined
  subscribe(listener: (event: FeedEvent) => void): () => void
}

/** Keeps the latest events, so that a connection that broke for a while misses none. */
export const createEventFeed = (keep = 500): EventFeed => {
  const epoch = randomBytes(6).toString('hex') // ids of an earlier run of the server must not be taken for ours
  const listeners = new Set<(event: FeedEvent) => void>()
  let events: FeedEvent[] = []
  let last = 0

  const publish = (event: Omit<FeedEvent, 'id'>): void => {
    last += 1
    const numbered: FeedEvent = { ...event, id: `${epoch}-${last}` }
    events = [...events.slice(-(keep - 1)), numbered]
    for (const listener of listeners) listener(numbered)
  }

  const since = (id: string): readonly FeedEvent[] | undefined => {
    const [theirEpoch, number] = id.split('-')
    const missed = last - Number(number)
    const known = theirEpoch === epoch && Number.isInteger(missed) && missed >= 0 && missed <= events.length
    return known ? events.slice(events.length - missed) : undefined
  }

  const subscribe = (listener: (event: FeedEvent) => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { publish, position: () => `${epoch}-${last}`, since, subscribe }
}

export const isForSession = (event: FeedEvent, session: WebSession): boolean => {
  if (event.to === undefined) return true
  return 'person' in event.to ? event.to.person === session.person.key : event.to.session === session.id
}
