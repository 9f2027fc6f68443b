import type { Action } from '../incident.ts'
import type { StepRequest } from '../mitigation-plan.ts'

/** What takes a step back once it has run; `undefined` where nothing does. */
export const undoStepOf = ({ status, plan }: Action): StepRequest | undefined =>
  undoableStatuses.includes(status) ? plan?.undo : undefined

const undoableStatuses: readonly Action['status'][] = ['recovered', 'done', 'not-recovered']
