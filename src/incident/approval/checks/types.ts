import type { AppRef } from '../../app-ref.ts'
import type { ChatPlace } from '../../chat-place.ts'
import type { DecisionContext } from '../../command.ts'
import type { MitigationPlan } from '../../mitigation-plan.ts'
import type { Denial } from '../../refusal.ts'
import type { Policy, PolicyRule, StepRequestWithRisk } from '../policy.ts'

/** A condition of the policy that holds whoever asks. A new one is one file here and one line in `index.ts`. */
export interface PolicyCheck {
  /** Kebab-case, the file's name. */
  readonly id: string
  /** True where breaking the glass opens it. */
  readonly opensInEmergency: boolean
  /** True where it does not hold up who takes back a step of ours: that step should not have come, or it is over. */
  readonly opensForUndo: boolean
  /** Why not now; `undefined` where it is open. */
  check(at: PolicyCheckInput): Denial | undefined
}

export interface PolicyCheckInput {
  readonly app: AppRef
  /** The plan, once there is one. */
  readonly asked: StepRequestWithRisk & Partial<Pick<MitigationPlan, 'cost'>>
  readonly policy: Policy
  readonly rule: PolicyRule
  readonly context: DecisionContext
  /** Where the wish or the approval came from; absent where the bot itself goes on. */
  readonly place?: ChatPlace
}
