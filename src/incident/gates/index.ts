import { breaker } from './breaker.ts'
import { budget } from './budget.ts'
import { coolDown } from './cool-down.ts'
import { freeze } from './freeze.ts'
import { scope } from './scope.ts'
import { size } from './size.ts'
import type { AtTheGate, Gate, No } from './types.ts'

/** Every gate, in the order in which a refusal is told. */
export const gates: readonly Gate[] = [scope, freeze, breaker, coolDown, size, budget]

/** The first gate that is shut; in an emergency only those that no emergency opens. */
export const shut = (at: AtTheGate, inEmergency = false): No | undefined => {
  for (const gate of gates) {
    const no = inEmergency && gate.opensInEmergency ? undefined : gate.check(at)
    if (no !== undefined) return no
  }
  return undefined
}
