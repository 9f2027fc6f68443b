import type { Log } from '../options.ts'

const betweenLinesInMs = 60_000

/** Logs refused requests, each reason once a minute with its count: who knocks must not be able to fill the log. */
export const createRefusals = (log: Log, now: () => number): ((why: string) => void) => {
  const counts = new Map<string, { count: number; loggedAt: number }>()
  return (why) => {
    const known = counts.get(why) ?? { count: 0, loggedAt: Number.NEGATIVE_INFINITY }
    known.count += 1
    counts.set(why, known)
    if (now() - known.loggedAt < betweenLinesInMs) return
    log.warn({ why, count: known.count }, 'requests to the Teams door were refused')
    known.count = 0
    known.loggedAt = now()
  }
}
