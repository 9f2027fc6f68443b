import type { Verdict } from '../../incident/verdict.ts'

/** One incident to be looked at: a fault in an estate of its own. */
export interface ScoringJob {
  readonly fault: string
  readonly seed: number
}

/** What came of it, and whether it was right. */
export interface ScoringResult extends ScoringJob {
  readonly outcome: Verdict['outcome']
  /** Most likely first; empty where no cause was named. */
  readonly named: readonly string[]
  /** What the verdict said of its first cause; absent where it named none. */
  readonly confidence?: number
  readonly firstStep?: string
  readonly rightFirst: boolean
  readonly rightInTwo: boolean
  readonly harmful: boolean
  /** Simulated minutes from the report to the verdict: 0 where the first look was enough. */
  readonly minutesSinceReport: number
  /** Simulated minutes from the fault's onset to the verdict; absent where nothing is wrong. */
  readonly minutesSinceOnset?: number
  /** Probes that gave nothing. */
  readonly unseen: readonly string[]
}
