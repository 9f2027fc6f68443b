import type { AppRef } from '../app.ts'
import type { Circumstances } from '../command.ts'
import type { Place } from '../place.ts'
import type { Plan } from '../plan.ts'
import type { Asked, Policy, PolicyRule } from '../policy.ts'
import type { RefusalReason } from '../refusal.ts'

/** A condition of the policy that holds whoever asks. A new one is one file here and one line in `index.ts`. */
export interface Gate {
  /** Kebab-case, the file's name. */
  readonly id: string
  /** True where breaking the glass opens it. */
  readonly opensInEmergency: boolean
  /** Why not now; `undefined` where it is open. */
  check(at: AtTheGate): No | undefined
}

export interface AtTheGate {
  readonly app: AppRef
  /** The plan, once there is one. */
  readonly asked: Asked & Partial<Pick<Plan, 'cost'>>
  readonly policy: Policy
  readonly rule: PolicyRule
  readonly circumstances: Circumstances
  /** Where the wish or the approval came from; absent where the bot itself goes on. */
  readonly place?: Place
}

export interface No {
  readonly no: RefusalReason
  readonly args?: Readonly<Record<string, string | number>>
}
