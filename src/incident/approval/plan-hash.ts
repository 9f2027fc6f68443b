import { canonicalJson, sha256Hex } from '../canonical-json.ts'
import type { MitigationPlan } from '../mitigation-plan.ts'
import type { StateDrift } from './approval-event.ts'

/**
 * What an approval is bound to (L3): the resource, the step with its arguments, the exact writes,
 * the state they assume, and the limits by which success is judged.
 */
export const hashPlan = (plan: MitigationPlan): string => {
  const { resource, step, args, writes, state, success, leaseInMs } = plan
  return sha256Hex(canonicalJson({ resource, step, args, writes, state, success, leaseInMs }))
}

/** How the state read now differs from the state approved; empty where it does not. */
export const driftBetween = (approved: MitigationPlan, now: MitigationPlan): readonly StateDrift[] => {
  const keys = [...new Set([...Object.keys(approved.state), ...Object.keys(now.state)])].sort()
  return keys
    .map((of) => ({ of, approved: String(approved.state[of] ?? '–'), now: String(now.state[of] ?? '–') }))
    .filter((drift) => drift.approved !== drift.now)
}
