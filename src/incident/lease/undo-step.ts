import { hasStatusTrait } from '../action-status.ts'
import { canonicalJson } from '../canonical-json.ts'
import { findAction } from '../decide/event-payloads.ts'
import type { Action, Incident } from '../incident.ts'
import type { MitigationPlan, StepRequest } from '../mitigation-plan.ts'
import { isSameRequest } from '../same-request.ts'

/** What takes a step back from the moment its write was sent; `undefined` where nothing does. */
export const undoStepOf = (action: Action): StepRequest | undefined =>
  hasStatusTrait(action, 'undoable') ? action.plan?.undo : undefined

/** The action that this one takes back, as whoever asked for it said. */
export const undoneOriginOf = ({ undoes }: Action, incident: Incident): Action | undefined =>
  undoes === undefined ? undefined : findAction(incident, undoes)

/** What takes a step back is asked for, waits or runs already, or has run: it is taken back once. */
export const undoOf = ({ id }: Action, { actions }: Incident): Action | undefined =>
  actions.find((other) => other.undoes === id && (!hasStatusTrait(other, 'ended') || hasStatusTrait(other, 'standing')))

/**
 * True where it does what the plan of the step that it takes back promised, on the state that this step made: nothing
 * that somebody says of it is believed.
 */
export const isTrueUndo = (action: Action, incident: Incident): boolean => {
  const origin = undoneOriginOf(action, incident)
  if (origin?.plan?.undo === undefined) return false
  const { step, args } = action.plan ?? action.request
  const isAsPromised = canonicalJson(origin.plan.undo) === canonicalJson({ step, args })
  return isAsPromised && (action.plan === undefined || isStateAsLeft(origin.plan, action.plan))
}

/** What stands now is what the step made: its return is every change of it the other way round. */
export const isStateAsLeft = (origin: MitigationPlan, back: MitigationPlan): boolean =>
  canonicalJson(back.changes.map(({ before, after }) => [before, after])) ===
  canonicalJson(origin.changes.map(({ before, after }) => [after, before]))

/** Azure still works on the write that it is to take back. */
export const isWaitingForWrite = (action: Action, incident: Incident): boolean => {
  const origin = undoneOriginOf(action, incident)
  return action.status === 'requested' && origin !== undefined && hasStatusTrait(origin, 'running')
}

/** The write that takes it back is on its way. */
export const isBeingUndone = ({ id }: Action, { actions }: Incident): boolean =>
  actions.some((other) => other.undoes === id && isWriteOut(other))

const isWriteOut = (action: Action): boolean => hasStatusTrait(action, 'running') && hasStatusTrait(action, 'unsettled')

/** A lease that has gone back, or a later step that asked for exactly the undo: what it would make stands already. */
export const isTakenBack = ({ lease, plan, startedAt = 0 }: Action, { actions }: Incident): boolean => {
  const undo = plan?.undo
  if (lease?.ended === 'returned') return true
  return (
    undo !== undefined &&
    actions.some(
      (later) =>
        (later.startedAt ?? 0) > startedAt && hasStatusTrait(later, 'standing') && isSameRequest(later.request, undo),
    )
  )
}

/**
 * Such a step stands as it was made since the verdict that suggests it, so that the same once more would change nothing;
 * a restart can be had again.
 */
export const isMadeAlready = (request: StepRequest, incident: Incident): boolean =>
  incident.actions.some(
    (action) =>
      action.plan?.undo !== undefined &&
      (action.startedAt ?? 0) >= (incident.verdict?.at ?? 0) &&
      hasStatusTrait(action, 'standing') &&
      isSameRequest(action.plan, request) &&
      !isTakenBack(action, incident),
  )
