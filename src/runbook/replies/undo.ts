import { hasStatusTrait } from '../../incident/action-status.ts'
import type { Action } from '../../incident/incident.ts'
import { undoStepOf } from '../../incident/lease/undo-step.ts'
import type { Reply } from './types.ts'

/** What ran last is taken back, by a proposal of its own; also while it is being verified. */
export const undoReply: Reply = {
  id: 'undo',
  about: 'any',
  answer: async ({ message, incident }, { responder, commands }) => {
    const origin = incident.actions.findLast((action) => undoStepOf(action) !== undefined && !isUndoUnderWay(action))
    const back = origin === undefined ? undefined : undoStepOf(origin)
    if (origin === undefined || back === undefined)
      return responder.notice(message, 'talk.undo.none', { incident: incident.id })
    await commands.request(message, incident, { ...back, undoes: origin.id })
  },
}

/** Whoever says it again while it is being taken back means the same once more, and not that to be taken back. */
const isUndoUnderWay = (action: Action): boolean => action.undoes !== undefined && hasStatusTrait(action, 'under-way')
