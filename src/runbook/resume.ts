import type { Journal } from '../journal/types.ts'
import type { Reactor } from './react.ts'

/** How many incidents without outstanding work have their cards brought up to date at start. */
const refreshed = 100

/**
 * Picks up everything where it was left. What is outstanding is a function of state, so there is nothing
 * to tell apart: the effects that were under way when the process ended are simply due again.
 */
export const resume = async (journal: Journal, reactor: Reactor): Promise<number> => {
  const withWork = (await journal.due(Number.MAX_SAFE_INTEGER)).map(({ stream }) => stream)
  const open = (await journal.openStreams()).slice(-refreshed)
  const streams = [...new Set([...withWork, ...open])]
  for (const stream of streams) await reactor.wake(stream)
  return streams.length
}
