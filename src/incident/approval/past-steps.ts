import { hasStatusTrait } from '../action-status.ts'
import type { PastStep } from '../command.ts'
import type { Action, Incident } from '../incident.ts'
import { isTakenBack } from '../lease/undo-step.ts'
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
    stands: hasStatusTrait(action, 'standing') && !isTakenBack(action, incident),
    ...cost,
  }
}
