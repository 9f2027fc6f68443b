import type { Action, Incident } from '../incident.ts'
import { isCapture } from '../plan-kind.ts'

/**
 * The last step of the same incident that ran after this one was proposed: what was shown then is no longer how it is.
 * What changes nothing overtakes nothing and is not overtaken, nor is the way back of that very step; what Azure refused
 * has not run.
 */
export const overtakingStepOf = (action: Action, { actions }: Incident): Action | undefined => {
  const { proposedAt } = action
  if (proposedAt === undefined || isCapture(action)) return undefined
  return actions.findLast(
    (other) =>
      other.id !== action.id &&
      other.id !== action.undoes &&
      other.startedAt !== undefined &&
      other.startedAt > proposedAt &&
      other.status !== 'failed' &&
      !isCapture(other),
  )
}
