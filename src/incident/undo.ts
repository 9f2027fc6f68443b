import type { Action } from './incident.ts'
import type { StepRequest } from './plan.ts'

/** What takes a step back once it has run; `undefined` where nothing does. */
export const undoOf = ({ status, plan }: Action): StepRequest | undefined =>
  ran.includes(status) ? plan?.undo : undefined

const ran: readonly Action['status'][] = ['recovered', 'done', 'not-recovered']
