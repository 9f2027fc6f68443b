import type { Finding, Instant, ProbeResult, Window } from '../incident/finding.ts'
import type { Phrase } from '../incident/phrase.ts'
import type { StepRequest } from '../incident/plan.ts'
import type { Evidence, SuggestedStep } from '../incident/verdict.ts'

/** A possible cause. A new cause is one file in `causes/` and one line in `causes/index.ts`. */
export interface Cause {
  /** Kebab-case, the file's name. */
  readonly id: string
  /** What speaks for and against it; no evidence for it means it is not considered. */
  weigh(seen: Seen): Weighed
  /** What helps against it, least harmful first; empty where waiting is right. */
  steps(seen: Seen): readonly SuggestedStep[]
}

export interface Weighed {
  /** 0…1 */
  readonly confidence: number
  readonly evidence: readonly Evidence[]
  readonly against: readonly Evidence[]
  /** What it needs and what was not seen. */
  readonly missing: readonly Phrase[]
}

/** All findings of a round, with what every cause asks of them. */
export interface Seen {
  readonly window: Window
  readonly results: readonly ProbeResult[]
  readonly findings: readonly Finding[]
  /** When the symptoms began: the earliest of `onsets`. */
  readonly since?: Instant
  /** When each symptom began, ascending: two troubles at once need not begin together. */
  readonly onsets: readonly Instant[]
}

export type { StepRequest }
