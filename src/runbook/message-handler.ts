import type { ChatMessage } from '../chat/types.ts'
import type { Denial } from '../incident/refusal.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { refusalNextStep } from '../views/index.ts'
import { createAnswerDesk } from './answer-desk.ts'
import { createAppQuestion } from './app-question.ts'
import type { Resumed } from './choices.ts'
import { createDecisionHandler, isDecisionIntent } from './decision-handler.ts'
import type { InputContext } from './input-context.ts'
import { createLifecycleWords } from './lifecycle-words.ts'
import { createNotMeantNotice } from './not-meant-notice.ts'
import { createOverheard } from './overheard.ts'
import { createQuestionReader } from './question-reader.ts'
import { createReplyDispatcher } from './replies/reply-dispatcher.ts'
import { splitIntents } from './split-intents.ts'
import { splitReason, understandWithReason } from './understand-with-reason.ts'
import { createWishHandler } from './wish-handler.ts'

export interface MessageHandler {
  /** What somebody wrote: understood, turned into a command, answered. */
  handle(message: ChatMessage): Promise<void>
  /** The same once more, after a question back was answered with a button. */
  resume(resumed: Resumed): Promise<void>
}

export const createMessageHandler = (context: InputContext): MessageHandler => {
  const { dependencies, responder, finder, followUps, permissions } = context
  const decideInWords = createDecisionHandler(context)
  const replies = createReplyDispatcher(context)
  const answerDesk = createAnswerDesk(context)
  const questions = createQuestionReader(context)
  const appQuestion = createAppQuestion(context)
  const lifecycleWords = createLifecycleWords(context)
  const tellNotMeant = createNotMeantNotice(context)
  const { doWish, nothingElse } = createWishHandler(context, { replies, answerDesk, decideInWords })

  /** Said to the bot, or surely meant for it in the thread of one of its incidents. */
  const spokenTo = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const before = questions.answeredBy(message, parsed)
    if (before !== undefined) return spokenTo(before.message, questions.read(before))
    if (isBareIncident(message)) return nothingElse(message, parsed)
    if (await appQuestion.answer(message, parsed)) return
    const again = followUps.resolve(message, parsed)
    if (again !== undefined) return doWish({ message, parsed: again })
    // What stands in the reason is nothing that is wanted.
    if (isDecisionIntent(parsed) && parsed.certainty === 'sure' && splitReason(message.text).reason !== undefined)
      return decideInWords(message, parsed)
    if (await lifecycleWords.answer(message, parsed)) return
    for (const wish of splitIntents(message, parsed, dependencies)) await doWish(wish)
  }

  const understood = ({ text, addressed }: ChatMessage): ParsedMessage =>
    understandWithReason(dependencies.understand, text, { addressed })

  /** Somebody who may nothing here is told whom to ask, once for each time that they speak to the bot. */
  const turnAway = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const denial = permissions.denialOf(message, 'ask')
    if (denial === undefined) return
    if (parsed.intent === 'help') return responder.help(message, refusalNextStep(denial))
    await responder.refuse(message, 'ask', denial)
  }

  /** Why the incident that is meant, and no app beside it, is not shown. */
  const readingDenialOf = async (message: ChatMessage, parsed: ParsedMessage): Promise<Denial | undefined> => {
    if (parsed.incident === undefined && parsed.apps.length > 0) return undefined
    const incident = await finder.named(message, parsed)
    return incident === undefined ? undefined : permissions.readingDenialOf(message, incident)
  }

  const addressed = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    if (permissions.isStranger(message)) return turnAway(message, parsed)
    const denial = isDecisionIntent(parsed) ? undefined : await readingDenialOf(message, parsed)
    if (denial !== undefined) return responder.refuse(message, 'read', denial)
    // Whoever names an app beside it may mean a ticket of another system.
    if (
      parsed.incident !== undefined &&
      parsed.apps.length === 0 &&
      (await finder.named(message, parsed)) === undefined
    )
      return responder.notice(message, 'card.notice.no-such-incident', { incident: parsed.incident })
    await spokenTo(message, parsed)
    await tellNotMeant(message, parsed)
  }

  const overheard = createOverheard(context, { replies, answerDesk, appQuestion, understood, doWish, spokenTo })

  return {
    handle: async (message) => {
      const parsed = understood(message)
      return message.addressed ? addressed(message, parsed) : overheard(message, parsed)
    },
    resume: (resumed) => addressed(resumed.message, { ...questions.read(resumed), certainty: 'sure' }),
  }
}

/** Nothing but the number of an incident: no question, and no decision. */
const isBareIncident = ({ text }: ChatMessage): boolean => /^\s*INC-\d{1,9}\s*[.!]?\s*$/i.test(text)
