import type { Reply } from './types.ts'

export const thanksReply: Reply = {
  id: 'thanks',
  about: 'nothing',
  amongPeople: true,
  answer: async ({ message }, { responder }) => responder.notice(message, 'talk.thanks'),
}
