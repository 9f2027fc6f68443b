/** Remembers what has come in, so that a token and body caught on the way and sent again do nothing. */
export interface ReplayCache {
  /** True the first time. */
  isNew(key: string, now: number): boolean
}

/** A token is good for an hour, and the clocks may differ by five minutes on each side. */
const rememberedInMs = 70 * 60_000

/** Bounded: past `keep` the oldest is forgotten (the journal knows it still). */
export const createReplayCache = (keep = 20_000): ReplayCache => {
  const seen = new Map<string, number>()

  const forget = (now: number): void => {
    for (const [key, at] of seen) {
      if (seen.size <= keep && now - at <= rememberedInMs) return
      seen.delete(key)
    }
  }

  return {
    isNew: (key, now) => {
      if (seen.has(key)) return false
      seen.set(key, now)
      forget(now)
      return true
    },
  }
}
