import type { Reply } from './types.ts'

/** "ok" approves nothing: whoever means yes is told how to say it. */
export const okayReply: Reply = {
  id: 'okay',
  about: 'nothing',
  amongPeople: true,
  answer: async ({ message, parsed }, { responder, finder }) => {
    const focus = await finder.about(message, parsed, 'open')
    const incident = focus.is === 'one' ? focus.incident : undefined
    const waiting = incident?.actions.some(({ status }) => status === 'proposed') ?? false
    if (incident !== undefined && waiting)
      return responder.notice(message, 'talk.okay.waiting', { incident: incident.id })
    return responder.notice(message, 'talk.okay')
  },
}
