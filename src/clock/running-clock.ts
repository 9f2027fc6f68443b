import type { Clock } from './clock.ts'

/** A timer counts real time, whatever is done to the clock meanwhile: so it looks at the clock again every minute. */
const maxTimeoutInMs = 60_000

/** The wall clock, or one that began at `origin` and runs `speed` times as fast. */
export const runningClock = (
  speed = 1,
  origin: { readonly simulated: number; readonly real: number } = now(),
): Clock => {
  const clock: Clock = {
    now: () => Math.floor(origin.simulated + (Date.now() - origin.real) * speed),
    at: (when, run) => {
      let timer: NodeJS.Timeout
      const wait = (): void => {
        const left = Math.max(0, Math.ceil((when - clock.now()) / speed))
        timer = setTimeout(() => (clock.now() >= when ? run() : wait()), Math.min(left, maxTimeoutInMs))
      }
      wait()
      return () => clearTimeout(timer)
    },
  }
  return clock
}

const now = (): { simulated: number; real: number } => ({ simulated: Date.now(), real: Date.now() })

export interface SteppedClock extends Clock {
  /** The earliest time that somebody waits for. */
  next(): number | undefined
  /** Moves on and calls back whoever waited for a time up to then, in order. */
  advanceTo(when: number): void
  /** Aborts as soon as the clock has moved on by so much; nobody counts as waiting for it. */
  deadline(inMs: number): AbortSignal
}

/** A clock that stands still until it is told to move: for drills and tests. */
export const steppedClock = (origin: number): SteppedClock => {
  let time = origin
  let count = 0
  const limits = new Map<AbortController, number>()
  const waiting = new Map<number, { readonly when: number; readonly run: () => void }>()
  const earliest = (): [number, { when: number; run: () => void }] | undefined =>
    [...waiting].sort(([a, x], [b, y]) => x.when - y.when || a - b)[0]
  return {
    now: () => time,
    at: (when, run) => {
      count += 1
      const key = count
      waiting.set(key, { when, run })
      return () => waiting.delete(key)
    },
    next: () => earliest()?.[1].when,
    advanceTo: (when) => {
      for (let first = earliest(); first !== undefined && first[1].when <= when; first = earliest()) {
        waiting.delete(first[0])
        time = Math.max(time, first[1].when)
        first[1].run()
      }
      time = Math.max(time, when)
      for (const [limit, end] of limits) if (end <= time && limits.delete(limit)) limit.abort()
    },
    deadline: (inMs) => {
      const limit = new AbortController()
      limits.set(limit, time + inMs)
      return limit.signal
    },
  }
}
