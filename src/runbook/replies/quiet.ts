import type { Reply } from './types.ts'

export const quietReply: Reply = {
  id: 'quiet',
  about: 'nothing',
  needs: 'mute',
  answer: async ({ message }, { responder, channelMute }) => {
    const changed = await channelMute.set(message, true)
    const confirmed = changed ? { ...message, id: `${message.id}#done` } : message
    await responder.notice(confirmed, changed ? 'talk.quiet.done' : 'talk.quiet.already')
  },
}
