import type { ChatPlace } from './chat-place.ts'
import type { Person } from './person.ts'

/** Why something asked for was not done. Each has its own words: `refusal.<reason>` in the strings. */
export const refusalReasons = [
  'unknown', // no such proposal: nothing was run
  'foreign', // the proposal belongs to another channel or tenant
  'no-policy', // no policy file, so nobody may approve
  'unknown-person', // the policy does not know this person
  'not-permitted', // no grant of the policy gives this person the right
  'requester', // whoever asked for it may not ask for it any more
  'pending', // something waits that only an approver may leave behind
  'journal-broken', // the journal was changed from outside, so nothing runs
  'forbidden', // known, but may not approve this step on this app
  'self', // four eyes: the requester's own approval does not count
  'step-up', // approving it takes a fresh sign-in
  'asked-again', // the same step waits, runs or has run since
  'waits', // the same step, with the same arguments, waits for an answer
  'duplicate', // this person approved already
  'already', // approved by others already, or run already
  'rejected', // somebody rejected it before
  'expired', // too late
  'stale', // the state was not what was shown
  'frozen', // a freeze window of the policy
  'cool-down', // too soon after the last one
  'too-large', // above the policy's maximum
  'sku-not-allowed', // a size that the policy does not list
  'tripped', // the circuit breaker: too many steps failed on this app
  'over-budget', // it would cost more an hour than is left
  'cost-unknown', // a budget, and no price to hold against it
  'out-of-scope', // this channel may not change this app
  'reason-needed', // an emergency or a waiver needs a reason in words
  'no-break-glass', // the policy knows no emergency, or not for this person or step
  'break-glass-step-up', // an emergency has no sign-in, which the policy asks for this step
  'lease-over', // the agreed time has ended, one way or another
  'too-long', // longer than the policy lets a lease run
  'not-for-good', // the policy wants a time for it
  'busy', // another step runs on this app or plan
  'closed', // the incident is closed
  'open-already', // nothing is to be reopened
  'confirm-close', // it still fails, or a step waits: whoever closes is asked once
  'kept-open', // nobody is asked any more whether it is to be closed
  'not-yet', // the app is not known yet, or no verdict
  'no-collector', // there is no such evidence to collect
  'no-kudu', // the policy does not opt in to Kudu
  'no-commands', // the policy does not opt in to diagnostic commands
  'under-way', // it is being collected already
  'journal', // the journal can't be written, so nothing runs
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** Why not, with what the words for it need: who was first, until when, which limit. */
export interface Denial {
  readonly reason: RefusalReason
  readonly args?: Readonly<Record<string, string | number>>
}

/** A denial that was told to somebody. */
export interface Refusal extends Denial {
  readonly verb: string
  readonly by: Person
  readonly place: ChatPlace
  /** The proposal it was about, where there is one. */
  readonly action?: string
}
