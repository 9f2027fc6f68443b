import type { UtteranceReply } from './types.ts'

export const quietReply: UtteranceReply = {
  id: 'quiet',
  about: 'nothing',
  needs: 'mute',
  phrases: {
    en: 'be quiet here?, quiet here? please?, keep quiet here?, stay quiet here?, stay silent here?, shut up here?, shush, hush, be silent here?, dont speak here unless? asked?, only speak when asked/mentioned/spoken, speak only when asked/mentioned, stop listening here?, mute yourself?',
    nl: 'hou/houd je stil/mond/koest hier?, wees stil hier?, hou/houd je hier stil/koest, stil zijn hier?, stil hier, zwijg hier?, hou/houd je er buiten hier?, praat alleen als je gevraagd wordt, alleen praten/iets+zeggen als we/ik je? vragen, niet meeluisteren hier?',
    de: 'sei still, sei ruhig',
    fr: 'tais toi, silence',
  },
  answer: async ({ message }, { responder, channelMute }) => {
    const changed = await channelMute.set(message, true)
    const confirmed = changed ? { ...message, id: `${message.id}#done` } : message
    await responder.notice(confirmed, changed ? 'talk.quiet.done' : 'talk.quiet.already')
  },
}
