import type { ChatMessage } from '../chat/types.ts'
import type { Collector } from '../collect/types.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { Denial } from '../incident/refusal.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { refusalNextStep } from '../views/index.ts'
import { createAnswerDesk } from './answer-desk.ts'
import { createAppQuestion } from './app-question.ts'
import { askedPart } from './asked-part.ts'
import type { Resumed } from './choices.ts'
import { createCollectInWords } from './collect-in-words.ts'
import { createDecisionHandler, isDecisionIntent } from './decision-handler.ts'
import type { InputContext } from './input-context.ts'
import { type IntentRequest, intentToRequest } from './intent-to-request.ts'
import { createLifecycleWords } from './lifecycle-words.ts'
import { createNotMeantNotice } from './not-meant-notice.ts'
import { createQuestionReader } from './question-reader.ts'
import { okayReply } from './replies/okay.ts'
import { createReplyDispatcher } from './replies/reply-dispatcher.ts'
import { requestStepReply } from './replies/request_step.ts'
import { type IntentPart, splitIntents } from './split-intents.ts'
import { spokenCollectorsIn } from './spoken-collectors.ts'
import { isOtherStepMeant, stepInWords } from './spoken-step.ts'
import { splitReason, understandWithReason } from './understand-with-reason.ts'

export interface MessageHandler {
  /** What somebody wrote: understood, turned into a command, answered. */
  handle(message: ChatMessage): Promise<void>
  /** The same once more, after a question back was answered with a button. */
  resume(resumed: Resumed): Promise<void>
}

export const createMessageHandler = (context: InputContext): MessageHandler => {
  const { dependencies, responder, commands, choices, finder, followUps, permissions, channelMute, withMembership } =
    context
  const decideInWords = createDecisionHandler(context)
  const collectInWords = createCollectInWords(context)
  const replies = createReplyDispatcher(context)
  const answerDesk = createAnswerDesk(context)
  const questions = createQuestionReader(context)
  const appQuestion = createAppQuestion(context)
  const lifecycleWords = createLifecycleWords(context)
  const tellNotMeant = createNotMeantNotice(context)

  const report = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    { symptom, wanted }: IntentRequest,
  ): Promise<void> => {
    const app = await commands.appOf(message, parsed)
    const here = await finder.explicit(message, parsed)
    if (here !== undefined && here.closed === undefined) {
      // What is asked in an incident's thread is about it: a question reports nothing anew.
      if (parsed.isQuestion && here.app !== undefined && wanted === undefined) return askAboutIt(message, parsed)
      const asked =
        here.app === undefined || wanted !== undefined ? undefined : askedPart(message, parsed, dependencies)
      if (asked !== undefined) return doWish(asked)
      if (here.app === undefined && app !== undefined && 'id' in app)
        return commands.choose(message, here, { app, wanted })
      const same = here.app !== undefined && (app === undefined || ('id' in app && app.id === here.app.id))
      if (same) return commands.join(message, here, wanted)
    }
    if (app === undefined && wanted !== undefined) return changeHere(message, parsed, symptom, wanted)
    await commands.report(message, parsed, { symptom, app: app ?? (await commands.anyApp(message, '')), wanted })
  }

  /** What is nearly an approval is none, and is told how to be one; of all else the likeliest are offered. */
  const askBack = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    if (parsed.intent === 'approve') await replies.dispatch(message, { ...parsed, meaning: okayReply.id })
    else await choices.askWhatIsMeant(message, parsed)
  }

  const askAboutIt = (message: ChatMessage, parsed: ParsedMessage): Promise<void> =>
    choices.askWhatIsMeant(message, {
      ...parsed,
      likely: parsed.likely.filter((meaning) => !meaning.startsWith('report_')),
    })

  /** "restart it": the only incident that is open in the channel, or which one is meant; never a guess. */
  const changeHere = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    symptom: Symptom,
    wanted: StepRequest,
  ): Promise<void> => {
    const focus = await finder.about(message, parsed, 'open')
    if (focus.is === 'several') return choices.askWhichIncident(message, focus.incidents)
    if (focus.is === 'one')
      return focus.incident.app === undefined
        ? choices.askWhichApp(message, parsed, focus.incident.question?.candidates)
        : commands.request(message, focus.incident, wanted)
    await commands.report(message, parsed, { symptom, app: await commands.anyApp(message, ''), wanted })
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

  const understood = ({ text, addressed }: ChatMessage): ParsedMessage =>
    understandWithReason(dependencies.understand, text, { addressed })

  /** Nobody spoke to the bot: it speaks only when sure which app is meant and that something is wrong, and once. */
  const overheard = async (heard: ChatMessage, parsed: ParsedMessage): Promise<void> => {
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

  return {
    handle: async (message) => {
      const parsed = understood(message)
      return message.addressed ? addressed(message, parsed) : overheard(message, parsed)
    },
    resume: (resumed) => addressed(resumed.message, { ...questions.read(resumed), certainty: 'sure' }),
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

/** Nothing but the number of an incident: no question, and no decision. */
const isBareIncident = ({ text }: ChatMessage): boolean => /^\s*INC-\d{1,9}\s*[.!]?\s*$/i.test(text)
