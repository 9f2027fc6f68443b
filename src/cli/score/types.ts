import type { TranslatableMessage } from '../../i18n/message.ts'
import type { Verdict } from '../../incident/verdict.ts'
import type { FaultTruthNow } from './fetch-truth.ts'

/** One incident to be looked at: a fault in an estate of its own. */
export interface ScoringJob {
  readonly fault: string
  readonly seed: number
  /** Ages of the trouble at which somebody looks, ascending; the age at which it is usually reported where absent. */
  readonly agesInMs?: readonly number[]
}

/** What came of a look, and whether it was right. */
export interface ScoringResult extends Omit<ScoringJob, 'agesInMs'> {
  /** Absent where nobody asked for an age. */
  readonly ageInMs?: number
  readonly outcome: Verdict['outcome']
  readonly truth: FaultTruthNow['is']
  /** Most likely first; empty where no cause was named. */
  readonly named: readonly string[]
  /** What the verdict said of its first cause; absent where it named none. */
  readonly confidence?: number
  readonly firstStep?: string
  readonly rightFirst: boolean
  readonly rightInTwo: boolean
  readonly harmful: boolean
  /** Verdicts of this look and those before it at the same age that dropped a named cause without saying why. */
  readonly replacedSilently: number
  /** Simulated minutes from the report to the verdict: 0 where the first look was enough. */
  readonly minutesSinceReport: number
  /** Simulated minutes from the fault's onset to the verdict; absent where nothing is wrong. */
  readonly minutesSinceOnset?: number
  /** The heaviest evidence for the first cause; for what visitors feel, where none was named. */
  readonly reasons: readonly TranslatableMessage[]
  /** Probes that gave nothing. */
  readonly unseen: readonly string[]
}
