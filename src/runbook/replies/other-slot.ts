import { statusAnswer } from '../../answers/ask_status.ts'
import { appDisplayName, incidentAppName } from '../../views/parts/display-names.ts'
import { createAnswerDesk } from '../answer-desk.ts'
import { lastRequestedStep } from './last-requested-step.ts'
import type { Reply } from './types.ts'

/** "and the other slot": the same wish for the app's other slot; where nothing was wished for, how that slot is. */
export const otherSlotReply: Reply = {
  id: 'other-slot',
  about: 'open',
  answer: async ({ message, parsed, incident }, context) => {
    const { responder, dependencies, commands, permissions } = context
    const { app } = incident
    if (app === undefined) return responder.notice(message, 'talk.app.which')
    const slots = await dependencies.directory.siblings(app)
    const others = slots.filter((slot) => !permissions.denialOf(message, 'ask', slot))
    const [only] = others
    if (only === undefined) return responder.notice(message, 'talk.other-slot.none', { app: incidentAppName(incident) })
    if (others.length > 1)
      return responder.notice(message, 'talk.other-slot.several', {
        apps: others.map(appDisplayName).slice(0, 8).join(', '),
      })
    const wanted = lastRequestedStep(incident)
    if (wanted !== undefined) return commands.report(message, parsed, { symptom: incident.symptom, app: only, wanted })
    await createAnswerDesk(context).answer(message, { ...parsed, meaning: statusAnswer.id, apps: [only.id] })
  },
}
