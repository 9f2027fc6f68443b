import type { UtteranceReply } from './types.ts'

/** "ok" approves nothing: whoever means yes is told how to say it. */
export const okayReply: UtteranceReply = {
  id: 'okay',
  about: 'nothing',
  amongPeople: true,
  phrases: {
    en: 'ok, okay, k, kk, yes, yep, yeah, sure, fine, great, cool, perfect, alright, good, nice, got it, understood, no, nope, nah',
    nl: 'ok, oke, ja, jep, prima, top, mooi, goed, fijn, helder, duidelijk, begrepen, nee, nee hoor, is goed, komt goed',
    de: 'ja, nein, gut',
    fr: 'oui, non, d accord',
    es: 'si, no, vale',
    pt: 'sim, nao',
  },
  answer: async ({ message, parsed }, { responder, finder }) => {
    const focus = await finder.about(message, parsed, 'open')
    const incident = focus.is === 'one' ? focus.incident : undefined
    const waiting = incident?.actions.some(({ status }) => status === 'proposed') ?? false
    if (incident !== undefined && waiting)
      return responder.notice(message, 'talk.okay.waiting', { incident: incident.id })
    return responder.notice(message, 'talk.okay')
  },
}
