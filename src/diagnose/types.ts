import type { TranslatableMessage } from '../i18n/message.ts'
import type { Finding, Instant, ProbeResult, ProbeTraits, TimeWindow } from '../incident/finding.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { CauseEvidence, SuggestedStep, Verdict } from '../incident/verdict.ts'
import type { Trouble } from '../series/trouble.ts'
import type { Spoken } from '../text/spoken-terms.ts'

/** A possible cause. A new cause is one file in `causes/` and one line in `causes/index.ts`. */
export interface Cause extends Spoken {
  /** Kebab-case, the file's name. */
  readonly id: string
  /** The causes that it is most easily taken for, likeliest first: why it is not these is what people ask first. */
  readonly resembles: readonly string[]
  /** The causes that it says more exactly: where both can be named it is the one, and it takes no contradiction to replace them. */
  readonly refines?: readonly string[]
  readonly origin: CauseOrigin
  /** What it is to somebody who never heard of a worker, a slot or a dependency. */
  readonly inPlainWords: PlainCause
  /** By ids of steps and of `remedies.ts`, the first to do first: what mends it for good, and what only helps for now. */
  readonly remedies: { readonly lasting: readonly string[]; readonly relief: readonly string[] }
  /** Microsoft's page on it, or on what mends it. */
  readonly docs: string
  /** What it ends with where nobody does anything in the app; by itself it does not where absent. */
  readonly endsWith?: 'azure' | 'outside' | 'start' | 'load'
  /** What makes it sure: of what fills memory a dump, of what it calls its calls, of what fails at the start its log; time where absent. */
  readonly provenBy?: 'memory' | 'threads' | 'calls' | 'logs'
  /**
   * What it does to the CPU, where it does something: requests wait for something else (`waits`), need more of it than
   * there is (`works`), do so on one instance (`one-works`), end before much is computed (`fails-early`), or another app
   * takes it (`elsewhere`).
   */
  readonly onCpu?: 'waits' | 'works' | 'one-works' | 'fails-early' | 'elsewhere'
  /** A dump shows more of it than figures do: what fills the memory, and where threads stand. */
  readonly isInDump?: true
  /** It is a change itself: it says more than the time between. */
  readonly isChange?: true
  /** It is more load than there is room for. */
  readonly isLoad?: true
  /** Keys of evidence that is of it though it counts for another: threads that doubled are no proof of a full pool. */
  readonly shownBy?: RegExp
  /** What speaks for and against it; no evidence for it means it is not considered. */
  assess(findings: ObservedFindings): CauseAssessment
  /** What helps against it, least harmful first; empty where waiting is right. */
  steps(findings: ObservedFindings): readonly SuggestedStep[]
  /** The steps that it argues against, by id, each with the key of the reason; whoever approves one says why. */
  argueAgainst?(findings: ObservedFindings): Readonly<Record<string, string>>
}

/**
 * Whose doing it is: of the `app` and what its people set, of `azure`, of another app on the plan (`neighbour`), of what
 * stands `outside`, around the app; `either` where the same can come of Azure's machine and of the app.
 */
export type CauseOrigin = 'app' | 'azure' | 'neighbour' | 'outside' | 'either'

export type PlainCause =
  | 'capacity'
  | 'software'
  | 'starting'
  | 'change'
  | 'other'
  | 'server'
  | 'azure'
  | 'front'
  | 'stopped'

export interface CauseAssessment {
  /** 0…1 */
  readonly confidence: number
  readonly evidence: readonly CauseEvidence[]
  readonly against: readonly CauseEvidence[]
  /** What it needs and what was not seen. */
  readonly missing: readonly TranslatableMessage[]
}

/** A round that is in, to be weighed. */
export interface DiagnosisInput {
  readonly results: readonly ProbeResult[]
  readonly window: TimeWindow
  readonly at: Instant
  /** Every probe there is, in the order of their list, with what it says of itself. */
  readonly probes: readonly ProbeTraits[]
  /** When people (or an alert) said that something is wrong; figures older than that can't clear the app. */
  readonly reportedAt?: Instant
  /** The incident's verdict so far: what it named stands until something contradicts it. */
  readonly earlier?: Verdict
}

/** All findings of a round, with what every cause asks of them. */
export interface ObservedFindings {
  readonly window: TimeWindow
  readonly results: readonly ProbeResult[]
  readonly probes: readonly ProbeTraits[]
  readonly findings: readonly Finding[]
  /** What visitors feel, each symptom with its own course. */
  readonly trouble: Trouble
  /** When what many feel began; absent where nothing lasts, or where it is older than everything that was seen. */
  readonly since?: Instant
  /** Where a trouble that is over is weighed: when it ended. */
  readonly until?: Instant
  /** When each symptom began, ascending: two troubles at once need not begin together. */
  readonly onsets: readonly Instant[]
}

export type { StepRequest }
