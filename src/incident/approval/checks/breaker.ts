import type { PolicyCheck } from './types.ts'

/** Steps that fail one after the other make things worse: after so many, people look before anything else runs. */
export const breakerCheck: PolicyCheck = {
  id: 'breaker',
  opensInEmergency: true,
  opensForUndo: true,
  check: ({ policy, context: { now, past = [] } }) => {
    if (policy.breaker === undefined) return undefined
    const { failures, withinInMs } = policy.breaker
    const failed = past
      .flatMap(({ failed, finishedAt }) => (failed && finishedAt !== undefined ? [finishedAt] : []))
      .filter((at) => now - at < withinInMs)
      .toSorted((a, b) => a - b)
    const first = failed.at(-failures)
    return first === undefined ? undefined : { reason: 'tripped', args: { failures, untilAt: first + withinInMs } }
  },
}
