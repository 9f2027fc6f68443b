import type { Language } from '../i18n/languages/index.ts'
import type { TranslatableMessage } from '../i18n/message.ts'
import type { ActionStatus } from './action-status.ts'
import type { AppRef } from './app-ref.ts'
import type { ApprovalRule, StateDrift, StepAdvice } from './approval/approval-event.ts'
import type { StepUpProof } from './approval/step-up.ts'
import type { ChatPlace } from './chat-place.ts'
import type { FileLinkGiven, KeptFile } from './events/evidence-event.ts'
import type { ChainPosition, FailingFigure, IncidentOutcome, Symptom } from './events/lifecycle-event.ts'
import type { Requester } from './events/mitigation-event.ts'
import type { Instant, MetricFinding, ObservationStage, ProbeResult, TimeWindow } from './finding.ts'
import type { CapacityForecast } from './lease/capacity-forecast.ts'
import type { LeaseHoldLimit } from './lease/lease-event.ts'
import type { MitigationPlan, StepRequest } from './mitigation-plan.ts'
import type { IncidentOwner, Person } from './person.ts'
import type { Verdict } from './verdict.ts'
import type { LimitReading, VerificationOutcome } from './verification/verification-event.ts'

export interface IncidentFile extends KeptFile {
  /** Gone, and meant to be; for `keptForDays` where its time was over. */
  readonly erased?: { readonly at: Instant; readonly keptForDays?: number }
}

/** State of one incident: a fold of its events, nothing else (L4). */
export interface Incident {
  /** `INC-7` */
  readonly id: string
  /** Number of events folded; the expected version of the next append. */
  readonly version: number
  readonly openedAt: Instant
  readonly changedAt: Instant
  /** When somebody, or an alert, last said that something is wrong. */
  readonly reportedAt: Instant
  readonly by: Person
  readonly text: string
  readonly symptom: Symptom
  readonly codes: readonly number[]
  readonly language: Language
  /** Every channel (with its thread) in which it lives. */
  readonly places: readonly ChatPlace[]
  /** Where it was reported; who has brought it to which other channel since is told there. */
  readonly reportedIn: ChatPlace
  readonly broughtTo: readonly { readonly by: Person; readonly channel: ChatPlace }[]
  readonly cards: readonly CardCopy[]
  /** Who is on it; absent until somebody has said so. */
  readonly owner?: IncidentOwner
  readonly app?: AppRef
  /** Asked for because the app was unclear. */
  readonly question?: { readonly query: string; readonly candidates: readonly AppRef[] }
  readonly wanted?: StepRequest
  readonly observation?: ObservationRound
  /** The round before, while the next is under way: what it saw is shown until there is a new verdict. */
  readonly lastObservation?: ObservationRound
  readonly verdict?: Verdict
  /** The round of observation that the verdict is about. */
  readonly verdictRound?: number
  /** How often a verdict has said something new, what that comes to, and when it last did. */
  readonly news?: { readonly count: number; readonly gist: string; readonly at: Instant }
  /** Collectors still out. */
  readonly collecting: readonly string[]
  /** Every file that is kept with it, in the order in which they came. */
  readonly evidence: readonly IncidentFile[]
  readonly collectionFailures: readonly { readonly collector: string; readonly why: TranslatableMessage }[]
  /** The text for Microsoft's support is asked for and not written yet. */
  readonly awaitsSupportText: boolean
  /** Ways to files that people were given; absent where none were. */
  readonly fileLinks?: readonly (Pick<FileLinkGiven, 'link' | 'file' | 'fileName' | 'by' | 'place' | 'expiresAt'> & {
    readonly opened?: true
  })[]
  /** In the order requested. */
  readonly actions: readonly Action[]
  readonly closed?: {
    readonly at: Instant
    readonly outcome: IncidentOutcome
    readonly failing?: FailingFigure
    /** The incident that goes on in its place. */
    readonly into?: string
    readonly by?: Person
    /** Shown to people, so that a head of the chain is noted outside the machine. */
    readonly seal?: ChainPosition
  }
  /** Who was last asked whether it is really to be closed. */
  readonly closeAsked?: { readonly at: Instant; readonly by: Person; readonly keptOpenBy?: Person }
}

export interface CardCopy {
  /** `incident`, `action:<id>`, `brought:<channel>`, `report`, or a message, `post:<kind>:<what>`. */
  readonly card: string
  readonly place: ChatPlace
  readonly ref: Readonly<Record<string, unknown>>
}

export interface ObservationRound {
  readonly round: number
  readonly startedAt: Instant
  /** True where nobody asked for it: the bot looked again by itself. */
  readonly unasked?: true
  readonly window: TimeWindow
  /** In the order of the probes' list. */
  readonly probes: readonly string[]
  /** Those of `probes` that the first verdict does not wait for. */
  readonly afterVerdict: readonly string[]
  /** The stage that the verdict of this round is drawn from; absent before it is reached. */
  readonly weighed?: ObservationStage
  /** In the order of `probes`, whatever order they came in (L9). */
  readonly results: readonly ProbeResult[]
}

/** A step on its way from being asked for to being verified. */
export interface Action {
  /** Opaque, random, single-use: what a card carries. */
  readonly id: string
  readonly request: StepRequest
  readonly by: Requester
  readonly requestedAt: Instant
  readonly proposedAt?: Instant
  readonly status: ActionStatus
  readonly leaseInMs?: number
  /** The action that it takes back; whether it does so truly, `isTrueUndo` says. */
  readonly undoes?: string
  /** The action that took it back. */
  readonly undoneBy?: string
  readonly plan?: MitigationPlan
  readonly hash?: string
  readonly rule?: ApprovalRule
  readonly expiresAt?: Instant
  /** What the verdict said of it when it was proposed. */
  readonly advice?: StepAdvice
  readonly approvals: readonly {
    readonly person: string
    readonly by: Person
    readonly place?: ChatPlace
    readonly at: Instant
    readonly stepUp?: StepUpProof
    /** Why, although the verdict speaks against it. */
    readonly reason?: string
  }[]
  readonly breakGlassUse?: BreakGlassUse
  readonly waiver?: { readonly by: Person; readonly at: Instant; readonly reason: string }
  /** When it was decided, or known, that it goes no further. */
  readonly endedAt?: Instant
  /** Who rejected or withdrew it. */
  readonly endedBy?: Person
  /** Why it was impossible, failed, is in doubt or was left. */
  readonly why?: TranslatableMessage
  readonly drift?: readonly StateDrift[]
  /** The step that ran after this one was proposed, so that it became void. */
  readonly overtakenBy?: string
  readonly startedAt?: Instant
  readonly correlationId?: string
  readonly azureCorrelationId?: string
  readonly operation?: string
  readonly finishedAt?: Instant
  readonly adopted?: boolean
  readonly verification?: {
    readonly startedAt: Instant
    readonly until: Instant
    readonly before: readonly LimitReading[]
    /** The latest reading. */
    readonly now: readonly LimitReading[]
    /** When it was taken. */
    readonly readAt: Instant
    /** Since when all limits hold without a break. */
    readonly holdsSince?: Instant
    readonly outcome?: VerificationOutcome
    /** Where it recovered: how it was then. */
    readonly figures?: readonly MetricFinding[]
  }
  readonly lease?: {
    readonly endsAt: Instant
    /** Where it started, so that extensions can be counted. */
    readonly startedAt: Instant
    readonly reminded?: boolean
    /** Its time was over and it stayed: until when it is not looked at again, why, and how often so far. */
    readonly held?: {
      readonly at: Instant
      readonly until: Instant
      readonly why: TranslatableMessage
      readonly times: number
      readonly asks?: LeaseHoldLimit
      readonly forecast?: CapacityForecast
    }
    readonly ended?: 'returned' | 'left'
    /** Why it was left. */
    readonly why?: TranslatableMessage
    /** Who has decided that it stays for good. */
    readonly kept?: { readonly by: Person; readonly at: Instant }
  }
}

/** An emergency: who ran it without the approvals it needs, why, and what somebody else said afterwards. */
export interface BreakGlassUse {
  readonly by: Person
  readonly place?: ChatPlace
  readonly person: string
  readonly at: Instant
  readonly reason: string
  readonly reviewBy: Instant
  readonly overdue?: boolean
  readonly review?: {
    readonly by: Person
    readonly at: Instant
    readonly verdict: 'justified' | 'not-justified'
    readonly note: string
  }
}
