import type { ApprovalEvent } from './approval/approval-event.ts'
import type { ChatPlace } from './chat-place.ts'
import type { EvidenceErased, PayloadErased } from './events/erasure-event.ts'
import type { EvidenceEvent } from './events/evidence-event.ts'
import type { LifecycleEvent } from './events/lifecycle-event.ts'
import type { MitigationEvent } from './events/mitigation-event.ts'
import type { Instant, ObservationStage, ProbeResult, TimeWindow } from './finding.ts'
import type { LeaseEvent } from './lease/lease-event.ts'
import type { Person } from './person.ts'
import type { Refusal } from './refusal.ts'
import type { Verdict } from './verdict.ts'
import type { VerificationEvent } from './verification/verification-event.ts'

/**
 * What happened to an incident, in the past tense. `at` is added by `decide` from the clock passed in. Names and fields
 * are for ever, since the journal keeps them: where they change, `events/upcast.ts` reads the former ones.
 */
export type IncidentEvent = { readonly at: Instant } & EventPayload

export type EventPayload =
  | LifecycleEvent
  | ObservationEvent
  | EvidenceEvent
  | MitigationEvent
  | ApprovalEvent
  | VerificationEvent
  | LeaseEvent
  | ConversationEvent
  | PayloadErased<IncidentEvent>
  | EvidenceErased

/** What was said to people, in an incident or beside all of them. */
type ConversationEvent =
  | { readonly type: 'Refused'; readonly refusal: Refusal }
  /** Somebody was answered outside an incident, or whether it is to be closed is answered no (`keptOpen`). */
  | { readonly type: 'Answered'; readonly how: string; readonly by: Person; readonly place: ChatPlace }
  /** From now on the bot speaks in this channel only when spoken to. */
  | { readonly type: 'ChannelMuted'; readonly by: Person; readonly place: ChatPlace }
  | { readonly type: 'ChannelUnmuted'; readonly by: Person; readonly place: ChatPlace }

/** A look at the app, and what it showed. */
type ObservationEvent =
  | {
      readonly type: 'ObservationStarted'
      readonly round: number
      readonly window: TimeWindow
      readonly probes: readonly string[]
      /** Those of `probes` that the first verdict does not wait for; none where absent. */
      readonly afterVerdict?: readonly string[]
      readonly by?: Person
    }
  | { readonly type: 'ProbeFinished'; readonly round: number; readonly result: ProbeResult }
  | {
      readonly type: 'VerdictReached'
      readonly round: number
      readonly verdict: Verdict
      /** Of which results it is drawn; `whole` where absent. */
      readonly stage?: ObservationStage
    }

/** How it was answered whether the incident is to be closed. */
export const keptOpen = 'kept-open'
