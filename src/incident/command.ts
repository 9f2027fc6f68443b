import type { Language } from '../i18n/languages/index.ts'
import type { TranslatableMessage } from '../i18n/message.ts'
import type { AppRef } from './app-ref.ts'
import type { Policy } from './approval/policy.ts'
import type { StepUpProof } from './approval/step-up.ts'
import type { ChatPlace } from './chat-place.ts'
import type { EvidenceItem, KeptFile } from './events/evidence-event.ts'
import type { Symptom } from './events/lifecycle-event.ts'
import type { Requester } from './events/mitigation-event.ts'
import type { Instant, MetricFinding, ObservationStage, ProbeResult, TimeWindow } from './finding.ts'
import type { CapacityForecast } from './lease/capacity-forecast.ts'
import type { StepRequest, WhatIfResult } from './mitigation-plan.ts'
import type { IncidentOwner, Person } from './person.ts'
import type { StepFacts } from './step-facts.ts'
import type { Verdict } from './verdict.ts'
import type { LimitReading } from './verification/verification-event.ts'

/** What is wanted, in the imperative. People's wishes and the results of effects alike go through `decide`. */
export type IncidentCommand =
  | {
      readonly type: 'Report'
      readonly incident: string
      readonly by: Person
      readonly place: ChatPlace
      readonly text: string
      readonly symptom: Symptom
      readonly codes: readonly number[]
      readonly language: Language
      readonly wanted?: StepRequest
      readonly app: AppRef | { readonly query: string; readonly candidates: readonly AppRef[] }
      readonly looking: ObservationRequest
    }
  | {
      readonly type: 'Join'
      readonly by: Person
      readonly place: ChatPlace
      readonly text: string
      readonly looking?: ObservationRequest
      /** It is no person who joins, so no right is asked of any. */
      readonly fromAlert?: true
    }
  | {
      readonly type: 'ChooseApp'
      readonly by: Person
      readonly place: ChatPlace
      readonly app: string
      /** Named in words and found in the directory: need not be among those that were offered. */
      readonly found?: AppRef
      /** The incident that is open for that app: this one ends in it, since two of one app must not be open. */
      readonly into?: string
      readonly looking: ObservationRequest
    }
  | { readonly type: 'Observe'; readonly by: Person; readonly place: ChatPlace; readonly looking: ObservationRequest }
  /** Somebody takes it, or gives it to another; whoever was on it is so no longer. */
  | { readonly type: 'Take'; readonly owner: IncidentOwner; readonly by: Person; readonly place: ChatPlace }
  /** The bot's own, after a provisional verdict of that round. */
  | { readonly type: 'LookAgain'; readonly round: number; readonly looking: ObservationRequest }
  | { readonly type: 'RecordProbe'; readonly round: number; readonly result: ProbeResult }
  | { readonly type: 'Conclude'; readonly round: number; readonly stage: ObservationStage; readonly verdict: Verdict }
  | {
      readonly type: 'Collect'
      readonly collectors: readonly string[]
      /** What the policy must opt in to for them; Azure's reading roles are enough where absent. */
      readonly needs?: 'kudu' | 'commands'
      /** Absent where the bot collects by itself. Whoever asks, asks somewhere: without it no right could be judged. */
      readonly by: Person
      readonly place: ChatPlace
    }
  | {
      readonly type: 'Collect'
      readonly collectors: readonly string[]
      readonly needs?: never
      readonly by?: never
      readonly place?: never
    }
  | { readonly type: 'RecordEvidence'; readonly evidence: EvidenceItem }
  | { readonly type: 'RecordCollectionFailure'; readonly collector: string; readonly why: TranslatableMessage }
  | { readonly type: 'RequestSupportText'; readonly by: Person; readonly place: ChatPlace }
  | { readonly type: 'RecordSupportText'; readonly file: KeptFile }
  /** `link` is the SHA-256 of its token; `file` the id of one that is kept, or `report`. */
  | {
      readonly type: 'GiveFileLink'
      readonly link: string
      readonly file: string
      readonly expiresAt: Instant
      readonly by: Person
      readonly place: ChatPlace
    }
  /** By whom it was given to: that they have proved it stands with whoever asks. */
  | { readonly type: 'OpenFile'; readonly link: string; readonly by: Person; readonly place: ChatPlace }
  | {
      readonly type: 'RequestStep'
      readonly action: string
      readonly request: StepRequest
      readonly by: Requester
      /** How long it is wanted; 0 is for good, and what a step that can go back by itself gets where absent is ours. */
      readonly leaseInMs?: number
      /** The action that it takes back. */
      readonly undoes?: string
      /** The action that ended without it, from whose card it is asked for once more. */
      readonly again?: string
    }
  | { readonly type: 'Propose'; readonly action: string; readonly planned: WhatIfResult }
  | {
      readonly type: 'Approve'
      readonly action: string
      readonly by: Person
      readonly place: ChatPlace
      readonly stepUp?: StepUpProof
      /** Redacted; needed where the verdict speaks against the step. */
      readonly reason?: string
    }
  | { readonly type: 'Reject'; readonly action: string; readonly by: Person; readonly place: ChatPlace }
  | { readonly type: 'Withdraw'; readonly action: string; readonly by: Person; readonly place: ChatPlace }
  | { readonly type: 'Expire'; readonly action: string }
  /** `reason` and `note` are redacted, and needed: without them it is refused. */
  | {
      readonly type: 'BreakGlass'
      readonly action: string
      readonly by: Person
      readonly place: ChatPlace
      readonly reason: string
    }
  | {
      readonly type: 'ReviewGlass'
      readonly action: string
      readonly by: Person
      readonly place: ChatPlace
      readonly verdict: 'justified' | 'not-justified'
      readonly note: string
    }
  | { readonly type: 'RemindReview'; readonly action: string }
  | {
      readonly type: 'WaiveEvidence'
      readonly action: string
      readonly by: Person
      readonly place: ChatPlace
      readonly reason: string
    }
  | {
      readonly type: 'ExtendLease'
      readonly action: string
      readonly by: Person
      readonly place: ChatPlace
      readonly byInMs: number
    }
  /** Whatever a forecast says: the card has said it. `return` is the action that takes it back. */
  | {
      readonly type: 'ReturnLease'
      readonly action: string
      readonly return: string
      readonly by: Person
      readonly place: ChatPlace
    }
  | { readonly type: 'KeepForGood'; readonly action: string; readonly by: Person; readonly place: ChatPlace }
  | { readonly type: 'RemindLease'; readonly action: string }
  /** The state has been read again: run, or not. */
  | {
      readonly type: 'Begin'
      readonly action: string
      readonly planned: WhatIfResult
      readonly correlationId: string
    }
  | {
      readonly type: 'RecordAccepted'
      readonly action: string
      readonly operation?: string
      readonly azureCorrelationId?: string
    }
  | {
      readonly type: 'RecordFinished'
      readonly action: string
      readonly outcome: 'done' | 'failed'
      readonly why?: TranslatableMessage
      readonly adopted?: boolean
    }
  /** The step was to fetch something, and that is kept: both are journaled as one. */
  | { readonly type: 'RecordTaken'; readonly action: string; readonly evidence: EvidenceItem }
  | { readonly type: 'Doubt'; readonly action: string; readonly why: TranslatableMessage }
  | { readonly type: 'HandOver'; readonly action: string; readonly why: TranslatableMessage }
  /** Azure does not show whether it ran: one who may approve has looked, and says. */
  | {
      readonly type: 'TellOutcome'
      readonly action: string
      readonly by: Person
      readonly place: ChatPlace
      readonly outcome: 'done' | 'failed'
    }
  | { readonly type: 'StartVerification'; readonly action: string; readonly before: readonly LimitReading[] }
  | {
      readonly type: 'RecordReadings'
      readonly action: string
      readonly readings: readonly LimitReading[]
      /** Kept where this reading is the one by which it has recovered. */
      readonly figures?: readonly MetricFinding[]
    }
  /** `forecast`: what its return would do now; absent where that can't be told. */
  | {
      readonly type: 'EndLease'
      readonly action: string
      readonly return: string
      readonly forecast?: CapacityForecast
    }
  | {
      readonly type: 'RecordCard'
      readonly card: string
      readonly place: ChatPlace
      readonly ref: Readonly<Record<string, unknown>>
    }
  /** `outcome` only where it is not for the incident itself to say: it was a mistake. */
  | {
      readonly type: 'Close'
      readonly outcome?: 'abandoned'
      /** They were asked whether it is really to be closed, and said yes. */
      readonly confirmed?: true
      readonly by: Person
      readonly place: ChatPlace
    }
  /** They were asked whether it is really to be closed, and said no. */
  | { readonly type: 'KeepOpen'; readonly by: Person; readonly place: ChatPlace }
  /** Without a fresh look where as much was looked as may be. */
  | { readonly type: 'Reopen'; readonly by: Person; readonly place: ChatPlace; readonly looking?: ObservationRequest }

export type CommandOf<T extends IncidentCommand['type']> = Extract<IncidentCommand, { readonly type: T }>

/** Which probes look, and at which window. */
export interface ObservationRequest {
  readonly probes: readonly string[]
  /** Those of `probes` that the first verdict does not wait for; none where absent. */
  readonly afterVerdict?: readonly string[]
  readonly window: TimeWindow
}

/** What a decision may depend on beside the incident itself. */
export interface DecisionContext {
  readonly now: Instant
  /** Absent where no policy file is configured: nobody may approve. */
  readonly policy: Policy | undefined
  /** Every step that there is, for what its arguments stand for. */
  readonly steps: readonly StepFacts[]
  /** Steps on the same app or plan, in whichever incident, this action not among them. */
  readonly past?: readonly PastStep[]
}

export interface PastStep {
  /** Absent while it runs. */
  readonly finishedAt?: Instant
  /** Azure refused it, or it did not help. */
  readonly failed: boolean
  /** True while what it added is still there. */
  readonly stands: boolean
  readonly perHour?: number
  readonly currency?: string
}
