import type { Journal } from '../journal/types.ts'
import type { EffectScheduler } from './effect-scheduler.ts'
import type { RunbookDependencies } from './types.ts'

/** Incidents that changed last have their cards brought up to date: a kill may have come between the two. Ours. */
const maxRefreshed = 50
/** So many pieces of work at once, beside what people ask for: a night's backlog must not keep them waiting. Ours. */
const maxAtOnce = 20

/** What was left at the last stop or crash. */
export interface Backlog {
  /** Begins to work it off, and resolves to the number of incidents with work or without a close. */
  resume(): Promise<number>
  /** Resolves when all that was due at the start has begun. Never rejects. */
  begun(): Promise<void>
  stop(): void
}

/**
 * What is outstanding is a function of state, so there is nothing to tell apart: the effects that were under way when the
 * process ended are due again. Incidents are read one by one, when their time has come and not before.
 */
export const createBacklog = (
  { journal, clock, log }: Pick<RunbookDependencies, 'clock' | 'log'> & { readonly journal: Journal },
  scheduler: EffectScheduler,
): Backlog => {
  let stopped = false
  let callOff: () => void = () => undefined
  let begun: Promise<void> = Promise.resolve()

  const wakeAll = async (streams: readonly string[]): Promise<void> => {
    for (const stream of streams) {
      await scheduler.roomFor(maxAtOnce)
      if (stopped) return
      await scheduler.wake(stream)
    }
  }

  const inBackground = (streams: readonly string[]): void => {
    begun = begun
      .then(() => wakeAll(streams))
      .catch((err: unknown) => log.error({ err }, 'what was left could not be picked up'))
  }

  /** One timer for all that sleep; from when an incident is awake it has its own. */
  const wakeInTime = (asleep: readonly { readonly stream: string; readonly at: number }[]): void => {
    const [first] = asleep
    if (first === undefined || stopped) return
    callOff = clock.at(first.at, () => {
      const due = asleep.findIndex(({ at }) => at > clock.now())
      const upTo = due < 0 ? asleep.length : Math.max(due, 1)
      inBackground(asleep.slice(0, upTo).map(({ stream }) => stream))
      wakeInTime(asleep.slice(upTo))
    })
  }

  const resume = async (): Promise<number> => {
    const now = clock.now()
    const deadlines = await journal.dueDeadlines(Number.MAX_SAFE_INTEGER)
    const first = new Map<string, number>()
    // They come in the order of their times.
    for (const { stream, deadline } of deadlines) if (!first.has(stream)) first.set(stream, deadline.at)
    await scheduler.roomFor(Number.POSITIVE_INFINITY)
    const open = await journal.openStreams()
    const isOpen = new Set(open)
    const changedLast = (await journal.latestStreams(maxRefreshed)).filter((stream) => isOpen.has(stream))
    const sorted = [...first].map(([stream, at]) => ({ stream, at }))
    inBackground([...new Set([...changedLast, ...sorted.flatMap(({ stream, at }) => (at <= now ? [stream] : []))])])
    wakeInTime(sorted.filter(({ at }) => at > now))
    return new Set([...first.keys(), ...open]).size
  }

  return {
    resume,
    begun: () => begun,
    stop: () => {
      stopped = true
      callOff()
    },
  }
}
