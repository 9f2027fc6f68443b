import type { Language } from '../i18n/languages/index.ts'
import type { TranslatableMessage } from '../i18n/message.ts'
import type { AppRef } from './app-ref.ts'
import type { ChatPlace } from './chat-place.ts'
import type { Instant, ProbeResult, TimeWindow } from './finding.ts'
import type { MitigationPlan, StepRequest } from './mitigation-plan.ts'
import type { Person } from './person.ts'
import type { Refusal } from './refusal.ts'
import type { Verdict } from './verdict.ts'

/**
 * What happened to an incident, in the past tense. `at` is added by `decide` from the clock passed in.
 * Names and fields are for ever: the journal keeps them.
 */
export type IncidentEvent = { readonly at: Instant } & EventPayload

export type EventPayload =
  | {
      readonly type: 'IncidentOpened'
      readonly incident: string
      readonly by: Person
      readonly place: ChatPlace
      /** What was written, redacted. Untrusted text. */
      readonly text: string
      readonly symptom: Symptom
      readonly codes: readonly number[]
      readonly language: Language
      /** A step asked for in the same breath, to be planned once the app is known. */
      readonly wanted?: StepRequest
    }
  | { readonly type: 'IncidentJoined'; readonly by: Person; readonly place: ChatPlace; readonly text: string }
  | { readonly type: 'AppAsked'; readonly query: string; readonly candidates: readonly AppRef[] }
  | { readonly type: 'AppChosen'; readonly app: AppRef; readonly by?: Person }
  | {
      readonly type: 'ObservationStarted'
      readonly round: number
      readonly window: TimeWindow
      readonly probes: readonly string[]
      readonly by?: Person
    }
  | { readonly type: 'ProbeFinished'; readonly round: number; readonly result: ProbeResult }
  | { readonly type: 'VerdictReached'; readonly round: number; readonly verdict: Verdict }
  | { readonly type: 'CollectionStarted'; readonly collectors: readonly string[]; readonly by?: Person }
  | { readonly type: 'EvidenceCollected'; readonly evidence: EvidenceItem }
  | { readonly type: 'CollectionFailed'; readonly collector: string; readonly why: TranslatableMessage }
  | {
      readonly type: 'StepRequested'
      readonly action: string
      readonly request: StepRequest
      readonly by: Requester
      readonly leaseInMs?: number
    }
  | { readonly type: 'StepImpossible'; readonly action: string; readonly why: TranslatableMessage }
  | {
      readonly type: 'ActionProposed'
      readonly action: string
      readonly plan: MitigationPlan
      /** sha256 over resource, step, arguments, writes, state and success (L3). */
      readonly hash: string
      readonly rule: ApprovalRule
      readonly expiresAt: Instant
    }
  | {
      readonly type: 'ApprovalGiven'
      readonly action: string
      readonly by: Person
      /** Key of the person in the policy: the same one on every platform. */
      readonly person: string
      readonly hash: string
    }
  /** Somebody runs it in an emergency without the approvals that it needs; to be reviewed by somebody else. */
  | {
      readonly type: 'GlassBroken'
      readonly action: string
      readonly by: Person
      readonly person: string
      /** Why, in their words, redacted. Untrusted text. */
      readonly reason: string
      readonly hash: string
      readonly reviewBy: Instant
    }
  | {
      readonly type: 'GlassReviewed'
      readonly action: string
      readonly by: Person
      readonly person: string
      readonly verdict: 'justified' | 'not-justified'
      readonly note: string
    }
  /** Nobody has reviewed it in time: said once, on the cards. */
  | { readonly type: 'ReviewOverdue'; readonly action: string }
  /** The step does not wait for the evidence that it destroys. */
  | {
      readonly type: 'EvidenceWaived'
      readonly action: string
      readonly by: Person
      readonly person: string
      readonly reason: string
    }
  /** The last approval that was needed is in. */
  | { readonly type: 'ActionApproved'; readonly action: string }
  | { readonly type: 'ActionRejected'; readonly action: string; readonly by: Person }
  | { readonly type: 'ActionWithdrawn'; readonly action: string; readonly by: Person }
  | { readonly type: 'ActionExpired'; readonly action: string }
  /** The state read again before running was not the state approved. */
  | {
      readonly type: 'ActionVoided'
      readonly action: string
      readonly drift: readonly StateDrift[]
      readonly why?: TranslatableMessage
    }
  /** The intent: committed before the write is sent. */
  | { readonly type: 'MitigationStarted'; readonly action: string; readonly correlationId: string }
  | {
      readonly type: 'MitigationAccepted'
      readonly action: string
      readonly operation?: string
      readonly azureCorrelationId?: string
    }
  | {
      readonly type: 'MitigationFinished'
      readonly action: string
      readonly outcome: 'done' | 'failed'
      readonly why?: TranslatableMessage
      /** True where it was found done in Azure after a crash or a lost answer. */
      readonly adopted?: boolean
      /** Who looked and said so, where Azure did not show it. */
      readonly toldBy?: Person
    }
  /** An intent without a result: Azure is looked at, then people are asked; never sent again. */
  | { readonly type: 'MitigationDoubted'; readonly action: string; readonly why: TranslatableMessage }
  | { readonly type: 'DoubtHandedOver'; readonly action: string; readonly why: TranslatableMessage }
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
      readonly outcome: 'recovered' | 'done' | 'not-recovered'
      readonly after: readonly LimitReading[]
    }
  | {
      readonly type: 'LeaseExtended'
      readonly action: string
      readonly endsAt: Instant
      readonly by: Person
      readonly person: string
    }
  /** People have been told that it ends soon. */
  | { readonly type: 'LeaseReminded'; readonly action: string }
  | { readonly type: 'LeaseStarted'; readonly action: string; readonly endsAt: Instant }
  | {
      readonly type: 'LeaseEnded'
      readonly action: string
      readonly how: 'returned' | 'left'
      readonly why?: TranslatableMessage
    }
  | { readonly type: 'Refused'; readonly refusal: Refusal }
  /** Somebody was answered outside an incident: help, or "I did not understand". */
  | { readonly type: 'Answered'; readonly how: string; readonly by: Person; readonly place: ChatPlace }
  | {
      readonly type: 'CardPosted'
      readonly card: string
      readonly place: ChatPlace
      readonly ref: Readonly<Record<string, unknown>>
    }
  | { readonly type: 'IncidentClosed'; readonly outcome: IncidentOutcome; readonly by?: Person }

export type Symptom = 'outage' | 'slow' | 'crash' | 'question'

/** `lease` returns by itself what an approved lease changed. */
export type Requester =
  | { readonly kind: 'person'; readonly person: Person; readonly place: ChatPlace }
  | { readonly kind: 'lease'; readonly of: string }

export interface ApprovalRule {
  /** Distinct people, 1 or more. */
  readonly needed: number
  readonly requesterCounts: boolean
  /** Keys of the people who may approve, as the policy stood when it was proposed. */
  readonly approvers: readonly string[]
  /** Keys of those who may run it in an emergency without the approvals; absent where nobody may. */
  readonly breakers?: readonly string[]
}

export interface StateDrift {
  readonly of: string
  readonly approved: string
  readonly now: string
}

/** One success limit, measured. */
export interface LimitReading {
  /** Index into the plan's success limits. */
  readonly limit: number
  /** `null` where Azure had no value yet. */
  readonly value: number | null
  readonly holds: boolean
}

export interface EvidenceItem {
  readonly id: string
  readonly collector: string
  readonly fileName: string
  readonly contentType: string
  readonly sizeInBytes: number
  /** Hex. */
  readonly sha256: string
}

export const incidentOutcomes = ['recovered', 'left-alone', 'nothing-wrong', 'not-recovered', 'abandoned'] as const
export type IncidentOutcome = (typeof incidentOutcomes)[number]
