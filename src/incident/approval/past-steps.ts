import { hasStatusTrait } from '../action-status.ts'
import type { PastStep } from '../command.ts'
import type { Action, Incident } from '../incident.ts'
import { isCapture } from '../plan-kind.ts'

/** Steps of an incident that ran, with what the policy's checks ask of them; `but` is the one that is being decided. */
export const pastSteps = (incident: Incident, but: string): readonly PastStep[] =>
  incident.actions
    .filter((action) => action.id !== but && action.startedAt !== undefined && !isCapture(action))
    .map((action) => pastStepOf(action, incident))

const pastStepOf = (action: Action, incident: Incident): PastStep => {
  const { finishedAt, plan, status } = action
  const cost = plan?.cost.known ? { perHour: plan.cost.perHour, currency: plan.cost.currency } : {}
  return {
    ...(finishedAt === undefined ? {} : { finishedAt }),
    failed: status === 'failed' || status === 'not-recovered',
    stands: hasStatusTrait(action, 'standing') && !isUndone(action, incident),
    ...cost,
  }
}

/** A lease that has gone back, or a later step that asked for exactly the undo. */
const isUndone = ({ lease, plan, startedAt = 0 }: Action, { actions }: Incident): boolean =>
  lease?.ended === 'returned' ||
  actions.some(
    (later) =>
      plan?.undo !== undefined &&
      (later.startedAt ?? 0) > startedAt &&
      hasStatusTrait(later, 'standing') &&
      later.request.step === plan.undo.step &&
      JSON.stringify(later.request.args) === JSON.stringify(plan.undo.args),
  )
