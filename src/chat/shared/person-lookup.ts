import { LRUCache } from 'lru-cache'
import type { StartTimer } from './start-timer.ts'

export interface PersonLookupOptions {
  /** Logs it; for how many milliseconds the platform wants to be asked about nobody. */
  readonly onFailure: (error: unknown, id: string) => number
  /** Real milliseconds. */
  readonly now: () => number
  readonly after: StartTimer
}

/** `undefined` where the platform has not said within so many milliseconds: `ask` rejects, or takes longer. Never rejects. */
export type PersonLookup<Answer> = (
  id: string,
  ask: () => Promise<Answer>,
  withinInMs: number,
) => Promise<Answer | undefined>

/** How long what somebody wants waits for who they are: people notice, and a click in Teams is answered after 2.5 s. */
export const membershipWaitInMs = 2_000

const maxPeople = 5_000
const answerLifetimeInMs = 3_600_000
const retryAfterFailureInMs = 60_000
const maxPauseInMs = 120_000

/** What a platform knows of people: asked once an hour a person, a minute after it failed, and once at a time. */
export const createPersonLookup = <Answer>({ onFailure, now, after }: PersonLookupOptions): PersonLookup<Answer> => {
  const known = new LRUCache<string, { until: number; readonly answer: Promise<Answer | undefined> }>({
    max: maxPeople,
  })
  let quietUntil = Number.NEGATIVE_INFINITY

  const begin = (id: string, ask: () => Promise<Answer>): Promise<Answer | undefined> => {
    const answer = ask().catch((error: unknown) => {
      quietUntil = now() + Math.min(onFailure(error, id), maxPauseInMs)
      entry.until = now() + retryAfterFailureInMs
      return undefined
    })
    const entry = { until: now() + answerLifetimeInMs, answer }
    known.set(id, entry)
    return answer
  }

  return async (id, ask, withinInMs) => {
    const found = known.get(id)
    if (found !== undefined && now() < found.until) return inTime(found.answer, withinInMs, after)
    return now() < quietUntil ? undefined : inTime(begin(id, ask), withinInMs, after)
  }
}

const inTime = async <Answer>(
  answer: Promise<Answer | undefined>,
  withinInMs: number,
  after: StartTimer,
): Promise<Answer | undefined> => {
  let callOff: () => void = () => undefined
  const late = new Promise<undefined>((resolve) => {
    callOff = after(withinInMs, () => resolve(undefined))
  })
  return Promise.race([answer, late]).finally(callOff)
}
