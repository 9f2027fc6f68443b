import { undoStepOf } from '../../incident/lease/undo-step.ts'
import type { UtteranceReply } from './types.ts'

/** What ran last is taken back, by a proposal of its own. */
export const undoReply: UtteranceReply = {
  id: 'undo',
  about: 'any',
  phrases: {
    en: 'undo, undo it/that/this/the+last?, undo that please, take it/that back, put it back, put it back the? way? it was, reverse that/it, change it back, scale it back, turn it back',
    nl: 'maak dat/dit/het ongedaan, ongedaan maken, draai dat/dit/het terug, zet dat/dit/het terug, doe dat/dit/het terug, terugdraaien, terug zoals het was, maak het ongedaan',
  },
  answer: async ({ message, incident }, { responder, commands }) => {
    const back = incident.actions.map((action) => undoStepOf(action)).findLast((request) => request !== undefined)
    if (back === undefined) return responder.notice(message, 'talk.undo.none', { incident: incident.id })
    await commands.request(message, incident, back)
  },
}
