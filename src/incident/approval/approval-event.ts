import type { TranslatableMessage } from '../../i18n/message.ts'
import type { ChatPlace } from '../chat-place.ts'
import type { Instant } from '../finding.ts'
import type { MitigationPlan, StepRequest } from '../mitigation-plan.ts'
import type { Person } from '../person.ts'
import type { StepUpProof } from './step-up.ts'

/** A proposal, and what people and the state of Azure made of it before it ran. */
export type ApprovalEvent =
  | {
      readonly type: 'ActionProposed'
      readonly action: string
      readonly plan: MitigationPlan
      /** sha256 over resource, step, arguments, writes, state and success (L3). */
      readonly hash: string
      readonly rule: ApprovalRule
      readonly expiresAt: Instant
      /** What the verdict said of it then; absent where it had no opinion. */
      readonly advice?: StepAdvice
    }
  | {
      readonly type: 'ApprovalGiven'
      readonly action: string
      readonly by: Person
      /** Where it was given: it counts while a grant covers it. Absent in what former versions wrote. */
      readonly place?: ChatPlace
      /** Key of the person in the policy: the same one on every platform. */
      readonly person: string
      readonly hash: string
      /** Hash of the policy that gave this person a say. */
      readonly policy?: string
      /** Where the policy asked for a fresh sign-in. */
      readonly stepUp?: StepUpProof
      /** Why, although the verdict speaks against it; in their words, redacted. Untrusted text. */
      readonly reason?: string
    }
  /** The last approval that was needed is in; with the policy's hash where the policy asks for none. */
  | { readonly type: 'ActionApproved'; readonly action: string; readonly policy?: string }
  | { readonly type: 'ActionRejected'; readonly action: string; readonly by: Person }
  | { readonly type: 'ActionWithdrawn'; readonly action: string; readonly by: Person }
  | { readonly type: 'ActionExpired'; readonly action: string }
  /** The state read again before running was not the state approved. */
  | {
      readonly type: 'ActionVoided'
      readonly action: string
      readonly drift: readonly StateDrift[]
      /** The step that has run since it was proposed. */
      readonly overtakenBy?: string
      readonly why?: TranslatableMessage
    }
  /** Somebody runs it in an emergency without the approvals that it needs; to be reviewed by somebody else. */
  | {
      readonly type: 'GlassBroken'
      readonly action: string
      readonly by: Person
      /** As of an approval. */
      readonly place?: ChatPlace
      readonly person: string
      /** Why, in their words, redacted. Untrusted text. */
      readonly reason: string
      readonly hash: string
      /** Hash of the policy that trusts this person with it. */
      readonly policy?: string
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

export interface ApprovalRule {
  /** Distinct people. */
  readonly needed: number
  /** The policy does not name whoever asked: one of those needed is for that. */
  readonly requesterUnknown?: true
  readonly requesterCounts: boolean
  /** Keys of the people who may approve, as the policy stood when it was proposed. */
  readonly approvers: readonly string[]
  /** Keys of those who may run it in an emergency without the approvals; absent where nobody may. */
  readonly breakers?: readonly string[]
}

/** What the verdict says of a step, as it stood when the step was proposed. */
export interface StepAdvice {
  readonly is: 'for' | 'against' | 'other'
  /** The cause that speaks; absent where no cause would speak for such a step. */
  readonly cause?: string
  readonly why?: TranslatableMessage
  /** What it suggests where it says nothing of this step. */
  readonly instead?: StepRequest
  /** What was seen, with its figure: the heaviest evidence of the cause. */
  readonly shows?: TranslatableMessage
}

export interface StateDrift {
  readonly of: string
  readonly approved: string
  readonly now: string
}
