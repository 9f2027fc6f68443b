import { hasStatusTrait } from '../action-status.ts'
import type { Action } from '../incident.ts'
import type { StepRequest } from '../mitigation-plan.ts'

/** What takes a step back once it has run; `undefined` where nothing does. */
export const undoStepOf = (action: Action): StepRequest | undefined =>
  hasStatusTrait(action, 'undoable') ? action.plan?.undo : undefined
