import type { Instant } from '../finding.ts'
import type { MitigationPlan } from '../mitigation-plan.ts'
import type { Person } from '../person.ts'
import type { Denial } from '../refusal.ts'
import { type Policy, personKeyOf } from './policy.ts'

/** A sign-in made for one approval, as its platform vouches for it. */
export interface StepUpProof {
  /** As whom: an identity of whoever approves, and not necessarily the one that they have in the chat. */
  readonly by: Person
  readonly authenticatedAt: Instant
  /** Which demands were met, by the platform's name for them. */
  readonly authenticationContext?: string
}

/** True where the policy wants a fresh sign-in for this step. One whose risk is not known counts as the riskiest. */
export const needsStepUp = ({ stepUp }: Policy, { risk = 'high' }: Pick<MitigationPlan, 'risk'>): boolean =>
  stepUp?.risks.includes(risk) ?? false

/** Whether this is a sign-in of that person of the policy: its age was looked at when they approved. */
export const isStepUpOf = (policy: Policy, proof: StepUpProof | undefined, person: string): boolean =>
  proof !== undefined && personKeyOf(policy, proof.by) === person

/** Why the person may not approve with it now; `undefined` where it is theirs, fresh, and meets what is asked. */
export const stepUpDenial = (
  policy: Policy,
  { proof, person, now }: { readonly proof: StepUpProof | undefined; readonly person: string; readonly now: Instant },
): Denial | undefined => {
  const { maxAgeInMs = 0, authenticationContext } = policy.stepUp ?? {}
  const isGood =
    proof !== undefined &&
    isStepUpOf(policy, proof, person) &&
    proof.authenticatedAt + maxAgeInMs >= now &&
    (authenticationContext === undefined || proof.authenticationContext === authenticationContext)
  return isGood ? undefined : { reason: 'step-up' }
}
