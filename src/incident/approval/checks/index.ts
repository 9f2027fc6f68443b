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

/** The first denial; in an emergency only of those checks that no emergency opens. */
export const firstDenial = (at: PolicyCheckInput, inEmergency = false): Denial | undefined => {
  for (const policyCheck of policyChecks) {
    const denial = inEmergency && policyCheck.opensInEmergency ? undefined : policyCheck.check(at)
    if (denial !== undefined) return denial
  }
  return undefined
}
