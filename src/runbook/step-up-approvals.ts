import { LRUCache } from 'lru-cache'
import type { Language } from '../i18n/types.ts'
import { personKeyOf, type StepUpPolicy } from '../incident/approval/policy.ts'
import type { StepUpProof } from '../incident/approval/step-up.ts'
import type { ChatPlace } from '../incident/chat-place.ts'
import { findAction } from '../incident/decide/event-payloads.ts'
import type { Instant } from '../incident/finding.ts'
import type { Action, Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import type { Refusal } from '../incident/refusal.ts'
import { stepUpView } from '../views/step-up-view.ts'
import type { CardView } from '../views/types.ts'
import type { EffectScheduler } from './effect-scheduler.ts'
import type { RunbookDependencies } from './types.ts'

/** Somebody's click on Approve that waits for them to sign in. */
interface PendingApproval {
  readonly incident: string
  readonly action: string
  /** Of the plan that their click was about. */
  readonly hash: string
  readonly person: Person
  readonly place: ChatPlace
  readonly language: Language
  /** What they gave with it, redacted. */
  readonly reason?: string
  readonly expiresAt: Instant
}

/** What the page of a link shows. */
export interface OpenApproval {
  readonly incident: Incident
  readonly action: Action
  readonly hash: string
  readonly language: Language
  readonly required: StepUpPolicy
  /** True for an identity of the very person of the policy who clicked. */
  isFor(identity: Person): boolean
}

export interface ApprovalConfirmation {
  /** Of the plan that the page showed. */
  readonly hash: string
  readonly by: Person
  readonly authenticatedInMsAgo: number
  readonly authenticationContexts: readonly string[]
}

export type ConfirmationResult =
  | { readonly is: 'approved'; readonly incident: Incident }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  /** Used already, too old, or never given. */
  | { readonly is: 'gone' }
  /** The plan is not the one that was shown. */
  | { readonly is: 'changed' }

/** A refusal for lack of a sign-in, with the reason that came with the click. */
export interface RefusedApproval {
  readonly refusal: Refusal
  readonly reason: string | undefined
}

export interface StepUpApprovals {
  /** The way to the sign-in, for the one who was refused for lack of it; where there is none, who has to make one. */
  offer(incident: Incident, refused: RefusedApproval, language: Language): CardView
  find(token: string): Promise<OpenApproval | undefined>
  /** Once a token, whatever comes of it. The policy decides, by what it says now. */
  confirm(token: string, confirmation: ApprovalConfirmation): Promise<ConfirmationResult>
}

/** As long as a sign-in may take; of real time, which practice runs faster than. */
const linkLifetimeInMs = 10 * 60_000
const maxPending = 1_000

export const createStepUpApprovals = (
  { approvalLinks, clock, policy, renderContext, say }: RunbookDependencies,
  scheduler: EffectScheduler,
): StepUpApprovals => {
  const pending = new LRUCache<string, PendingApproval>({ max: maxPending })

  const offer: StepUpApprovals['offer'] = (incident, { refusal, reason }, language) => {
    const { action: id = '', by: person, place } = refusal
    const action = findAction(incident, id)
    if (approvalLinks === undefined || action?.hash === undefined) return stepUpView(action, undefined, say(language))
    const token = approvalLinks.newToken()
    const endsAt = clock.now() + linkLifetimeInMs * (renderContext.speed ?? 1)
    const expiresAt = Math.min(endsAt, action.expiresAt ?? endsAt)
    const about = { incident: incident.id, action: id, hash: action.hash }
    pending.set(token, { ...about, person, place, language, expiresAt, ...(reason === undefined ? {} : { reason }) })
    return stepUpView(action, approvalLinks.urlOf(token), say(language))
  }

  const open = async (approval: PendingApproval | undefined): Promise<OpenApproval | undefined> => {
    const rules = policy()
    if (approval === undefined || rules?.stepUp === undefined || approval.expiresAt <= clock.now()) return undefined
    const incident = await scheduler.repository.load(approval.incident)
    const action = incident === undefined ? undefined : findAction(incident, approval.action)
    if (incident === undefined || action === undefined) return undefined
    const { hash, language, person } = approval
    const key = personKeyOf(rules, person)
    const isFor = (identity: Person): boolean => key !== undefined && personKeyOf(rules, identity) === key
    return { incident, action, hash, language, required: rules.stepUp, isFor }
  }

  const proofOf = (
    { by, authenticatedInMsAgo, authenticationContexts }: ApprovalConfirmation,
    { authenticationContext: wanted }: StepUpPolicy,
  ): StepUpProof => ({
    by,
    authenticatedAt: clock.now() - authenticatedInMsAgo,
    ...(wanted !== undefined && authenticationContexts.includes(wanted) ? { authenticationContext: wanted } : {}),
  })

  const confirm: StepUpApprovals['confirm'] = async (token, confirmation) => {
    const approval = pending.get(token)
    pending.delete(token)
    const found = await open(approval)
    if (approval === undefined || found === undefined) return { is: 'gone' }
    if (confirmation.hash !== approval.hash || found.action.hash !== approval.hash) return { is: 'changed' }
    const { action, person: by, place, reason } = approval
    const stepUp = proofOf(confirmation, found.required)
    const committed = await scheduler.repository.commit(approval.incident, {
      type: 'Approve',
      ...{ action, by, place, stepUp, ...(reason === undefined ? {} : { reason }) },
    })
    if (committed.is !== 'done') return { is: 'gone' }
    scheduler.onStateChanged(committed.incident)
    const refused = committed.events.find((event) => event.type === 'Refused')
    return refused === undefined
      ? { is: 'approved', incident: committed.incident }
      : { is: 'refused', refusal: refused.refusal }
  }

  return { offer, find: (token) => open(pending.get(token)), confirm }
}
