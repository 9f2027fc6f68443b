import type { ChatMessage } from '../../chat/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { ParsedMessage } from '../../understand/types.ts'
import type { InputContext } from '../input-context.ts'
import { replies } from './index.ts'

export interface ReplyDispatcher {
  /** Answers what is one of the replies; false where it is none, or where there is nothing it could be about. */
  dispatch(message: ChatMessage, parsed: ParsedMessage): Promise<boolean>
  /** "I did not understand", with what can be said, and what comes nearest as buttons. */
  notUnderstood(message: ChatMessage, parsed: ParsedMessage): Promise<void>
}

export const createReplyDispatcher = (context: InputContext): ReplyDispatcher => {
  const { responder, finder, commands, choices } = context
  return {
    dispatch: async (message, parsed) => {
      const reply = replies.find(({ id }) => id === parsed.meaning)
      if (reply === undefined) return false
      if (reply.amongPeople && !message.addressed) return false
      if (reply.needs !== undefined && !(await commands.checkRight(message, reply.needs))) return true
      const turn = { message, parsed }
      if (reply.about === 'nothing') return trueAfter(reply.answer(turn, context))
      const focus = await finder.about(message, parsed, reply.about)
      if (focus.is === 'one') {
        finder.remember(message, focus.incident)
        return trueAfter(reply.answer({ ...turn, incident: focus.incident }, context))
      }
      if (focus.is === 'several') return trueAfter(choices.askWhichIncident(message, focus.incidents))
      return trueAfter(responder.notice(message, 'talk.no-incident'))
    },
    notUnderstood: (message) => responder.help(message, messageOf('card.help.not-understood')),
  }
}

const trueAfter = async (work: Promise<void>): Promise<true> => {
  await work
  return true
}
