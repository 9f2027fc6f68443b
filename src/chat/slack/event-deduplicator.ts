/** A map that forgets what was set longest ago: what comes from outside must not grow without end. */
export interface LruMap<Value> {
  get(key: string): Value | undefined
  has(key: string): boolean
  set(key: string, value: Value): void
  delete(key: string): void
}

export const createLruMap = <Value>(most: number): LruMap<Value> => {
  const kept = new Map<string, Value>()
  return {
    get: (key) => kept.get(key),
    has: (key) => kept.has(key),
    set: (key, value) => {
      kept.delete(key)
      kept.set(key, value)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    },
    delete: (key) => {
      kept.delete(key)
    },
  }
}

/** True the first time that an id is seen. */
export interface EventDeduplicator {
  isFirst(id: string): boolean
  forget(id: string): void
}

/** Slack repeats an event at once, after a minute and after five: at 30,000 events an hour that is 3,000. */
const maxRememberedEvents = 10_000

export const createEventDeduplicator = (): EventDeduplicator => {
  const seen = createLruMap<true>(maxRememberedEvents)
  return {
    isFirst: (id) => {
      if (seen.has(id)) return false
      seen.set(id, true)
      return true
    },
    forget: seen.delete,
  }
}
