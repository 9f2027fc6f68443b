import { appDisplayName, incidentAppName } from './display-names.ts'
import { lastRequestedStep } from './last-requested-step.ts'
import type { UtteranceReply } from './types.ts'

/** "and the other slot": the same look, and the same wish, for the app's other slot. */
export const otherSlotReply: UtteranceReply = {
  id: 'other-slot',
  about: 'open',
  phrases: {
    en: 'other slot, the other slot, same for the other slot, do the other slot too?, what about the other slot, how about the other slot, the staging slot, same for the? staging slot?, what about staging/production, the production slot, same for production',
    nl: 'andere slot, de/het andere slot, hetzelfde voor de/het andere slot, doe de/het andere slot ook?, en hoe zit het met de/het andere slot, de staging slot, hetzelfde voor staging/productie, en staging, en de productieslot',
  },
  answer: async ({ message, parsed, incident }, { responder, dependencies, commands, permissions }) => {
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
    await commands.report(message, parsed, {
      symptom: incident.symptom,
      app: only,
      wanted: lastRequestedStep(incident),
    })
  },
}
