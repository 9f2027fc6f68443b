import type { ApprovalEvent } from './approval/approval-event.ts'
import type { ConversationEvent } from './events/conversation-event.ts'
import type { EvidenceEvent } from './events/evidence-event.ts'
import type { LifecycleEvent } from './events/lifecycle-event.ts'
import type { MitigationEvent } from './events/mitigation-event.ts'
import type { ObservationEvent } from './events/observation-event.ts'
import type { Instant } from './finding.ts'
import type { LeaseEvent } from './lease/lease-event.ts'
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
