import type { Denial } from '../../refusal.ts'
import { breakerCheck } from './breaker.ts'
import { budgetCheck } from './budget.ts'
import { coolDownCheck } from './cool-down.ts'
import { freezeCheck } from './freeze.ts'
import { channelScopeCheck } from './scope.ts'
import { sizeCheck } from './size.ts'
import type { PolicyCheck, PolicyCheckInput } from './types.ts'

/** Every check, in the order in which a refusal is told. */
export const policyChecks: readonly PolicyCheck[] = [
  channelScopeCheck,
  freezeCheck,
  breakerCheck,
  coolDownCheck,
  sizeCheck,
  budgetCheck,
]

/** What opens some of the checks. */
export interface OpenedChecks {
  readonly inEmergency?: boolean
  readonly isUndo?: boolean
}

/** The first denial; in an emergency, and of an undo, only of those checks that neither opens. */
export const firstDenial = (
  at: PolicyCheckInput,
  { inEmergency = false, isUndo = false }: OpenedChecks = {},
): Denial | undefined => {
  for (const { check, opensInEmergency, opensForUndo } of policyChecks) {
    const isOpen = (inEmergency && opensInEmergency) || (isUndo && opensForUndo)
    const denial = isOpen ? undefined : check(at)
    if (denial !== undefined) return denial
  }
  return undefined
}
