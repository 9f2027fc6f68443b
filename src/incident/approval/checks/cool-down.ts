import type { PolicyCheck } from './types.ts'

/** Time to see whether the last step on the app helped. */
export const coolDownCheck: PolicyCheck = {
  id: 'cool-down',
  opensInEmergency: true,
  opensForUndo: true,
  check: ({ rule, context: { now, past = [] } }) => {
    const finished = past.flatMap(({ finishedAt }) => finishedAt ?? [])
    const untilAt = finished.length === 0 ? now : Math.max(...finished) + rule.coolDownInMs
    return now < untilAt ? { reason: 'cool-down', args: { untilAt } } : undefined
  },
}
