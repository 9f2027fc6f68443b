/** Microsoft's limits for one bot in one conversation: at most so many messages in so long. */
const rateLimits = [
  { messages: 7, inMs: 1_000 },
  { messages: 8, inMs: 2_000 },
  { messages: 60, inMs: 30_000 },
  { messages: 1_800, inMs: 3_600_000 },
] as const

const longestLimit = rateLimits[3]

/** When the next message may go, and the note that one went. */
export interface RateLimiter {
  /** 0 where it may go at once. */
  waitInMs(now: number): number
  recordSent(now: number): void
  /** True where nothing is remembered that could still matter. */
  isIdle(now: number): boolean
}

export const createRateLimiter = (): RateLimiter => {
  let sent: readonly number[] = []

  return {
    waitInMs: (now) => {
      const free = rateLimits.map(({ messages, inMs }) => (sent.at(-messages) ?? Number.NEGATIVE_INFINITY) + inMs)
      return Math.max(0, Math.max(...free) - now)
    },
    recordSent: (now) => {
      sent = [...sent.slice(-(longestLimit.messages - 1)), now]
    },
    isIdle: (now) => (sent.at(-1) ?? Number.NEGATIVE_INFINITY) + longestLimit.inMs <= now,
  }
}
