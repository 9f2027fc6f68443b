import { observationRequestOf } from '../observation-request.ts'
import type { UtteranceReply } from './types.ts'

export const againReply: UtteranceReply = {
  id: 'again',
  about: 'open',
  phrases: {
    en: 'look again, check again, look once more, refresh, take another look, and now, how is it now, is it better, is it better now, any change, any better, did it help, did that help, any news, update, any update',
    nl: 'kijk nog eens/een/keer, kijk nog een keer, kijk opnieuw, check nog eens/een/keer, ververs, en nu, hoe is het nu, hoe gaat het nu, is het beter, gaat het beter, heeft het/dat geholpen, hielp het/dat, nog nieuws, update',
  },
  answer: async ({ message, incident }, { responder, dependencies }) => {
    const { person: by, place } = message
    await responder.commit(message, incident.id, {
      type: 'Observe',
      by,
      place,
      looking: observationRequestOf(dependencies, incident.app),
    })
  },
}
