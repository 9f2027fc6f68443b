import { LRUCache } from 'lru-cache'

/** Remembers what has come in, so that what comes twice does nothing the second time. */
export interface Deduplicator {
  /** True the first time that an id is seen. */
  isFirst(id: string): boolean
  forget(id: string): void
}

export interface DeduplicatorOptions {
  /** Past so many the oldest is forgotten (the journal knows it still). */
  readonly maxIds: number
  /** For ever where absent. */
  readonly lifetimeInMs?: number
  readonly now: () => number
}

export const createDeduplicator = ({ maxIds, lifetimeInMs = 0, now }: DeduplicatorOptions): Deduplicator => {
  const seen = new LRUCache<string, true>({ max: maxIds, ttl: lifetimeInMs, ttlResolution: 0, perf: { now } })
  return {
    isFirst: (id) => {
      if (seen.has(id)) return false
      seen.set(id, true)
      return true
    },
    forget: (id) => void seen.delete(id),
  }
}
