import type { Instant } from '../incident/finding.ts'

/** The time of the world that Appmedic looks at: real, faster than real in practice mode, stepped in a drill. */
export interface Clock {
  now(): Instant
  /** Calls back once when the time has come, at once where it has passed; returns how to call it off. */
  at(when: Instant, run: () => void): () => void
}
