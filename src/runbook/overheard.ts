import type { ChatMessage } from '../chat/types.ts'
import type { Incident } from '../incident/incident.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { AnswerDesk } from './answer-desk.ts'
import type { AppQuestion } from './app-question.ts'
import type { InputContext } from './input-context.ts'
import type { ReplyDispatcher } from './replies/reply-dispatcher.ts'
import { type IntentPart, splitIntents } from './split-intents.ts'

interface HeardParts {
  readonly replies: ReplyDispatcher
  readonly answerDesk: AnswerDesk
  readonly appQuestion: AppQuestion
  readonly understood: (message: ChatMessage) => ParsedMessage
  readonly doWish: (wish: IntentPart) => Promise<void>
  /** As if it had been said to the bot. */
  readonly spokenTo: (message: ChatMessage, parsed: ParsedMessage) => Promise<void>
}

/** What people say to each other where the bot reads along. */
export const createOverheard = (
  { dependencies, commands, finder, followUps, permissions, channelMute, withMembership }: InputContext,
  { replies, answerDesk, appQuestion, understood, doWish, spokenTo }: HeardParts,
): ((heard: ChatMessage, parsed: ParsedMessage) => Promise<void>) => {
  /** In its own thread a mention is not needed, for what can be meant for nobody else. */
  const inThread = async (message: ChatMessage, parsed: ParsedMessage, here: Incident): Promise<void> => {
    if (here.app === undefined && (await appQuestion.answer(message, understood({ ...message, addressed: true }))))
      return
    const again = followUps.resolve(message, parsed)
    if (again !== undefined) return doWish({ message, parsed: again })
    if (parsed.certainty !== 'sure') return
    if (parsed.meaning.startsWith('request_') || parsed.intent === 'collect_diagnostics')
      return spokenTo(message, parsed)
    if (await replies.dispatch(message, parsed)) return
    for (const wish of splitIntents(message, parsed, dependencies)) await answerDesk.answer(wish.message, wish.parsed)
  }

  /** Nobody spoke to the bot: it speaks only when sure which app is meant and that something is wrong, and once. */
  return async (heard, parsed) => {
    const here = heard.place.thread === undefined ? undefined : await finder.named(heard, parsed)
    if (here === undefined && !isSureReport(parsed)) return
    // Of what people say to each other only what is acted upon is worth a question to the platform.
    const message = await withMembership(heard)
    if (here !== undefined && permissions.readingDenialOf(message, here) === undefined)
      return inThread(message, parsed, here)
    if (!isSureReport(parsed) || (await channelMute.isMuted(message.place))) return
    const app = await commands.appOf(message, parsed)
    if (app === undefined || !('id' in app) || permissions.denialOf(message, 'ask', app)) return
    const wanted = parsed.intent.startsWith('request_')
    if (!wanted && (await dependencies.journal.openIncidentsOf(app.id.toLowerCase())).length > 0) return
    await doWish({ message, parsed })
  }
}

const sureIntents: readonly ParsedMessage['intent'][] = [
  'report_outage',
  'report_slow',
  'report_crash',
  'request_restart',
  'request_scale_out',
]
const isSureReport = ({ intent, certainty, apps }: ParsedMessage): boolean =>
  certainty === 'sure' && sureIntents.includes(intent) && apps.length > 0
