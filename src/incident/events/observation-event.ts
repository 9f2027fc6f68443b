import type { ProbeResult, TimeWindow } from '../finding.ts'
import type { Person } from '../person.ts'
import type { Verdict } from '../verdict.ts'

/** A look at the app, and what it showed. */
export type ObservationEvent =
  | {
      readonly type: 'ObservationStarted'
      readonly round: number
      readonly window: TimeWindow
      readonly probes: readonly string[]
      readonly by?: Person
    }
  | { readonly type: 'ProbeFinished'; readonly round: number; readonly result: ProbeResult }
  | { readonly type: 'VerdictReached'; readonly round: number; readonly verdict: Verdict }
