import { armError } from './arm-error.ts'

export type RequestKind = 'reads' | 'writes'

/**
 * Azure's token buckets a subscription and caller. Tokens come back by the clock of whoever asks: where simulated time
 * runs ten times as fast, nobody may ask ten times as often for that.
 */
const limits: Readonly<Record<RequestKind, { readonly size: number; readonly aSecond: number }>> = {
  reads: { size: 250, aSecond: 25 },
  writes: { size: 200, aSecond: 10 },
}

export interface RequestThrottle {
  /** Takes a token and says how many are left; throws Azure's 429 where there is none. */
  take(kind: RequestKind, now: number): number
}

/** `speed`: simulated seconds a real second; 1 where the clock is moved by hand. */
export function createRequestThrottle(speed = 1): RequestThrottle {
  const buckets = { reads: { left: limits.reads.size, at: 0 }, writes: { left: limits.writes.size, at: 0 } }
  return {
    take(kind, now) {
      const bucket = buckets[kind]
      const { size, aSecond } = limits[kind]
      const refilled = bucket.at === 0 ? 0 : (Math.max(0, now - bucket.at) / 1000 / speed) * aSecond
      bucket.left = Math.min(size, bucket.left + refilled)
      bucket.at = now
      if (bucket.left < 1) throw throttledError(kind)
      bucket.left -= 1
      return Math.floor(bucket.left)
    },
  }
}

export function throttledError(kind: RequestKind): Error {
  const message = `Number of ${kind} for the subscription has exceeded the limit. Please try again after '1' seconds.`
  return armError(429, 'SubscriptionRequestsThrottled', message, { 'Retry-After': '1' })
}
