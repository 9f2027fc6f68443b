import type { UtteranceReply } from './types.ts'

export const thanksReply: UtteranceReply = {
  id: 'thanks',
  about: 'nothing',
  amongPeople: true,
  phrases: {
    en: 'thanks, thank you, thanks a lot, thanks so much, thx, ty, cheers, great job, good job, nice work, good bot, well done, many thanks',
    nl: 'bedankt, dank, dank je, dankje, dankjewel, dank je wel, dank u, thanks, thx, top gedaan, goed gedaan, goed werk, mooi werk, lekker gewerkt, hartelijk dank',
    de: 'danke, danke schon, vielen dank',
    fr: 'merci, merci beaucoup',
    es: 'gracias, muchas gracias',
    pt: 'obrigado, obrigada, muito obrigado',
  },
  answer: async ({ message }, { responder }) => responder.notice(message, 'talk.thanks'),
}
