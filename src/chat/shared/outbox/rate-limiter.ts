import type { RateLimit } from './types.ts'

/** When the next message may go, and the note that one went. */
export interface RateLimiter {
  /** 0 where it may go at once. */
  waitInMs(now: number): number
  recordSent(now: number): void
  /** True where nothing is remembered that could still matter. */
  isIdle(now: number): boolean
}

export const createRateLimiter = (limits: readonly RateLimit[]): RateLimiter => {
  const mostRemembered = Math.max(...limits.map(({ messages }) => messages))
  const longestInMs = Math.max(...limits.map(({ inMs }) => inMs))
  let sent: readonly number[] = []

  return {
    waitInMs: (now) => {
      const free = limits.map(({ messages, inMs }) => (sent.at(-messages) ?? Number.NEGATIVE_INFINITY) + inMs)
      return Math.max(0, Math.max(...free) - now)
    },
    recordSent: (now) => {
      sent = [...sent, now].slice(-mostRemembered)
    },
    isIdle: (now) => (sent.at(-1) ?? Number.NEGATIVE_INFINITY) + longestInMs <= now,
  }
}
