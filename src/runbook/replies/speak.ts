import type { UtteranceReply } from './types.ts'

export const speakReply: UtteranceReply = {
  id: 'speak',
  about: 'nothing',
  needs: 'mute',
  phrases: {
    en: 'you may/can speak/talk/listen again here?, speak again here?, speak up again?, you may/can speak/talk here?, unmute, unmute yourself, listen again here?, talk to us again',
    nl: 'je mag hier? weer praten/meepraten/meeluisteren/spreken/iets+zeggen hier?, praat/spreek hier? weer mee?, je mag weer, luister hier? weer mee, je mag hier? praten/meepraten',
    de: 'du darfst wieder sprechen/reden',
    fr: 'tu peux parler',
  },
  answer: async ({ message }, { responder, channelMute }) => {
    const changed = await channelMute.set(message, false)
    const confirmed = changed ? { ...message, id: `${message.id}#done` } : message
    await responder.notice(confirmed, changed ? 'talk.speak.done' : 'talk.speak.already')
  },
}
