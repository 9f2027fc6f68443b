import { lookingLine } from '../incident-lines.ts'
import { observationRequestOf } from '../observation-request.ts'
import type { Reply } from './types.ts'

export const againReply: Reply = {
  id: 'again',
  about: 'open',
  answer: async ({ message, incident }, { responder, dependencies }) => {
    const { person: by, place } = message
    const looking = observationRequestOf(dependencies, incident.app)
    await responder.commit(message, incident.id, { type: 'Observe', by, place, looking }, { line: lookingLine })
  },
}
