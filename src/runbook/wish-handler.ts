import type { ChatMessage } from '../chat/types.ts'
import type { Collector } from '../collect/types.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { AnswerDesk } from './answer-desk.ts'
import { createCollectInWords } from './collect-in-words.ts'
import { isDecisionIntent } from './decision-handler.ts'
import type { InputContext } from './input-context.ts'
import { intentToRequest } from './intent-to-request.ts'
import { okayReply } from './replies/okay.ts'
import type { ReplyDispatcher } from './replies/reply-dispatcher.ts'
import { requestStepReply } from './replies/request_step.ts'
import { createReportInWords } from './report-in-words.ts'
import type { IntentPart } from './split-intents.ts'
import { spokenCollectorsIn } from './spoken-collectors.ts'
import { isOtherStepMeant, stepInWords } from './spoken-step.ts'

interface WishHandler {
  /** One wish of a message: collected, reported, asked back, decided or answered. */
  doWish(wish: IntentPart): Promise<void>
  /** Nothing is wanted that can be told, but perhaps an incident is named. */
  nothingElse(message: ChatMessage, parsed: ParsedMessage): Promise<void>
}

interface WishParts {
  readonly replies: ReplyDispatcher
  readonly answerDesk: AnswerDesk
  readonly decideInWords: (message: ChatMessage, parsed: ParsedMessage) => Promise<void>
}

export const createWishHandler = (
  context: InputContext,
  { replies, answerDesk, decideInWords }: WishParts,
): WishHandler => {
  const { dependencies, responder, commands, choices, finder } = context
  const collectInWords = createCollectInWords(context)

  const doWish = async ({ message, parsed }: IntentPart): Promise<void> => {
    const named = spokenCollectorsIn(message.text, parsed, dependencies)
    if (named.length > 0) return collect(message, parsed, named)
    const step = stepInWords(message.text, parsed, dependencies.steps)
    if (step !== undefined) return report(message, parsed, step)
    if (parsed.certainty === 'likely') return askBack(message, parsed)
    if (parsed.certainty === 'unclear') return nothingElse(message, parsed)
    if (isDecisionIntent(parsed)) return decideInWords(message, parsed)
    if (isOtherStepMeant(message.text, parsed, dependencies.steps)) {
      // Said among people it gets no word, and never the wider step.
      await replies.dispatch(message, { ...parsed, meaning: requestStepReply.id })
      return
    }
    if (await replies.dispatch(message, parsed)) return
    if (!(await answerDesk.answer(message, parsed))) await act(message, parsed)
  }

  const { report, askAboutIt } = createReportInWords(context, doWish)

  /** What is nearly an approval is none, and is told how to be one; of all else the likeliest are offered. */
  const askBack = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    if (parsed.intent === 'approve') await replies.dispatch(message, { ...parsed, meaning: okayReply.id })
    else await choices.askWhatIsMeant(message, parsed)
  }

  /** A message that only names an incident brings it here: its cards are shown and kept in step in this place too. */
  const nothingElse = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const incident = await finder.explicit(message, parsed)
    // In its thread people ask about it: the nearest questions help more than what could be said at all.
    if (parsed.incident === undefined)
      return incident === undefined ? replies.notUnderstood(message, parsed) : askAboutIt(message, parsed)
    if (incident === undefined) return responder.notice(message, 'card.notice.which-incident')
    if (incident.closed !== undefined) return responder.refuse(message, 'join', { reason: 'closed' })
    await commands.bring(message, incident)
  }

  const collect = async (message: ChatMessage, parsed: ParsedMessage, named?: readonly Collector[]): Promise<void> => {
    if (!(await collectInWords(message, parsed, named))) await report(message, parsed, { symptom: 'question' })
  }

  const act = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const reported = intentToRequest(parsed, dependencies.steps, message.text)
    if (reported !== undefined) return report(message, parsed, reported)
    switch (parsed.intent) {
      case 'collect_diagnostics':
        return collect(message, parsed)
      case 'help':
        return responder.help(message, undefined, (await finder.explicit(message, parsed))?.id)
      case 'approve':
      case 'reject':
      case 'close':
        return decideInWords(message, parsed)
      default:
        return message.addressed ? nothingElse(message, parsed) : undefined
    }
  }

  return { doWish, nothingElse }
}
