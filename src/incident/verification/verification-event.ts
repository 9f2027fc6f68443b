import type { Instant, MetricFinding } from '../finding.ts'

/** Whether a step helped, read on the limits that were fixed before approval. */
export type VerificationEvent =
  | {
      readonly type: 'VerificationStarted'
      readonly action: string
      readonly until: Instant
      readonly before: readonly LimitReading[]
    }
  | { readonly type: 'VerificationRead'; readonly action: string; readonly readings: readonly LimitReading[] }
  | {
      readonly type: 'VerificationFinished'
      readonly action: string
      readonly outcome: VerificationOutcome
      readonly after: readonly LimitReading[]
      /** Where it recovered: what the cards' chart and figures are of. */
      readonly figures?: readonly MetricFinding[]
    }

/** Whether one step helped: `done` has taken hold and is no remedy. How an incident ended is `IncidentOutcome`. */
export type VerificationOutcome = 'recovered' | 'done' | 'not-recovered'

/** One success limit, measured. */
export interface LimitReading {
  /** Index into the plan's success limits. */
  readonly limit: number
  /** `null` where Azure had no value yet. */
  readonly value: number | null
  readonly holds: boolean
  /** Nothing can measure it on this app, so nobody waits for it. */
  readonly notOffered?: true
}
