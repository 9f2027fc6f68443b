import type { Reply } from './types.ts'

export const speakReply: Reply = {
  id: 'speak',
  about: 'nothing',
  needs: 'mute',
  answer: async ({ message }, { responder, channelMute }) => {
    const changed = await channelMute.set(message, false)
    const confirmed = changed ? { ...message, id: `${message.id}#done` } : message
    await responder.notice(confirmed, changed ? 'talk.speak.done' : 'talk.speak.already')
  },
}
