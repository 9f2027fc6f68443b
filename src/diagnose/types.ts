import type { TranslatableMessage } from '../i18n/message.ts'
import type { Finding, Instant, ProbeResult, ProbeTraits, TimeWindow } from '../incident/finding.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { CauseEvidence, SuggestedStep, Verdict } from '../incident/verdict.ts'
import type { Trouble } from '../series/trouble.ts'

/** A possible cause. A new cause is one file in `causes/` and one line in `causes/index.ts`. */
export interface Cause {
  /** Kebab-case, the file's name. */
  readonly id: string
  /** The causes that it is most easily taken for, likeliest first: why it is not these is what people ask first. */
  readonly resembles: readonly string[]
  /** The causes that it says more exactly: where both can be named it is the one, and it takes no contradiction to replace them. */
  readonly refines?: readonly string[]
  /** What speaks for and against it; no evidence for it means it is not considered. */
  assess(findings: ObservedFindings): CauseAssessment
  /** What helps against it, least harmful first; empty where waiting is right. */
  steps(findings: ObservedFindings): readonly SuggestedStep[]
}

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
