import type { ChatMessage } from '../chat/types.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { Denial } from '../incident/refusal.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { refusalNextStep } from '../views/index.ts'
import { allowedCollectorIds } from './allowed-collectors.ts'
import { createDecisionHandler, isDecisionIntent } from './decision-handler.ts'
import type { InputContext } from './input-context.ts'
import { type IntentRequest, intentToRequest } from './intent-to-request.ts'
import { createReplyDispatcher } from './replies/reply-dispatcher.ts'
import { answerWhy } from './replies/why.ts'
import { splitIntents } from './split-intents.ts'

/** What somebody wrote: understood, turned into a command, answered. */
export const createMessageHandler = (context: InputContext) => {
  const { dependencies, responder, commands, finder, permissions, channelMute, withMembership } = context
  const decideInWords = createDecisionHandler(context)
  const replies = createReplyDispatcher(context)

  const report = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    { symptom, wanted }: IntentRequest,
  ): Promise<void> => {
    const app = await commands.appOf(message, parsed)
    const here = await finder.explicit(message, parsed)
    if (here !== undefined && here.closed === undefined) {
      if (here.app === undefined && app !== undefined && 'id' in app) return commands.choose(message, here, app)
      const same = here.app !== undefined && (app === undefined || ('id' in app && app.id === here.app.id))
      if (same) return commands.join(message, here, wanted)
    }
    const open = app === undefined || !('id' in app) ? undefined : await questionFor(message, parsed)
    if (open !== undefined && app !== undefined && 'id' in app) return commands.choose(message, open, app)
    if (app === undefined && wanted !== undefined) return changeHere(message, parsed, symptom, wanted)
    await commands.report(message, parsed, { symptom, app: app ?? (await commands.anyApp(message, '')), wanted })
  }

  /** The incident of the channel for which it was asked which app it is, where nothing but an app is named. */
  const questionFor = async (message: ChatMessage, parsed: ParsedMessage): Promise<Incident | undefined> => {
    if (!isBareName(message, parsed)) return undefined
    const focus = await finder.about(message, { ...parsed, apps: [] }, 'open')
    const open = focus.is === 'one' ? [focus.incident] : focus.is === 'several' ? focus.incidents : []
    return open.find((incident) => incident.app === undefined && incident.question !== undefined)
  }

  /** "restart it": the only incident that is open in the channel, or which one is meant; never a guess. */
  const changeHere = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    symptom: Symptom,
    wanted: StepRequest,
  ): Promise<void> => {
    const focus = await finder.about(message, parsed, 'open')
    if (focus.is === 'several') return replies.askWhich(message, [...focus.incidents])
    if (focus.is === 'one' && focus.incident.app !== undefined) return commands.request(message, focus.incident, wanted)
    await commands.report(message, parsed, { symptom, app: await commands.anyApp(message, ''), wanted })
  }

  /** A message that only names an incident brings it here: its cards are shown and kept in step in this place too. */
  const nothingElse = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    if (parsed.incident === undefined) return replies.notUnderstood(message)
    const incident = await finder.explicit(message, parsed)
    if (incident === undefined) return responder.notice(message, 'card.notice.which-incident')
    if (incident.closed !== undefined) return responder.refuse(message, 'join', { reason: 'closed' })
    await commands.bring(message, incident)
  }

  const collect = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const focus = await finder.about(message, parsed, 'open')
    if (focus.is === 'several') return replies.askWhich(message, [...focus.incidents])
    if (focus.is === 'none' || focus.incident.app === undefined) return report(message, parsed, { symptom: 'question' })
    if (!(await commands.checkRight(message, 'collect', focus.incident.app))) return
    const collectors = allowedCollectorIds(dependencies.collectors, focus.incident.app, dependencies.policy())
    const { person: by, place } = message
    await responder.commit(message, focus.incident.id, { type: 'Collect', collectors, by, place })
  }

  /** The incident whose state is asked for by somebody who may read it, but not have it looked at. */
  const onlyReadableBy = async (message: ChatMessage, parsed: ParsedMessage): Promise<Incident | undefined> => {
    const focus = await finder.about(message, parsed, 'any')
    return focus.is === 'one' && permissions.denialOf(message, 'ask', focus.incident.app) ? focus.incident : undefined
  }

  const act = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const read = parsed.intent === 'ask_status' ? await onlyReadableBy(message, parsed) : undefined
    if (read !== undefined) return answerWhy(message, read, context)
    const reported = intentToRequest(parsed, dependencies.steps)
    if (reported !== undefined) return report(message, parsed, reported)
    switch (parsed.intent) {
      case 'collect_diagnostics':
        return collect(message, parsed)
      case 'help':
        return responder.help(message)
      case 'none':
        return message.addressed ? nothingElse(message, parsed) : undefined
      default:
        return decideInWords(message, parsed)
    }
  }

  /** Said to the bot, or in the thread of one of its incidents. */
  const spokenTo = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    if (isDecisionIntent(parsed)) return decideInWords(message, parsed)
    const open = await resumed(message, parsed)
    if (open !== undefined) return spokenTo(open, { ...understood(open), ...namedIn(parsed) })
    if (await replies.dispatch(message, parsed)) return
    for (const wish of splitIntents(message, parsed, dependencies)) await act(wish.message, wish.parsed)
  }

  const understood = ({ text, addressed }: ChatMessage): ParsedMessage => dependencies.understand(text, { addressed })

  /** "INC-7", after it was asked which one is meant: what was wanted then, of that incident. */
  const resumed = async (message: ChatMessage, parsed: ParsedMessage): Promise<ChatMessage | undefined> => {
    if (!isBareName(message, parsed)) return undefined
    const text = replies.takeQuestion(message)
    return text === undefined ? undefined : { ...message, text }
  }

  /** Nobody spoke to the bot: it speaks only when sure which app is meant and that something is wrong, and once. */
  const overheard = async (heard: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const here = heard.place.thread === undefined ? undefined : await finder.named(heard, parsed)
    if (here === undefined && !isSure(parsed)) return
    // Of what people say to each other only what is acted upon is worth a question to the platform.
    const message = await withMembership(heard)
    if (here !== undefined && permissions.readingDenialOf(message, here) === undefined)
      return inThread(message, parsed, here)
    if (!isSure(parsed) || (await channelMute.isMuted(message.place))) return
    const app = await commands.appOf(message, parsed)
    if (app === undefined || !('id' in app) || permissions.denialOf(message, 'ask', app)) return
    const wanted = parsed.intent.startsWith('request_')
    if (!wanted && (await dependencies.journal.openIncidentsOf(app.id.toLowerCase())).length > 0) return
    await act(message, parsed)
  }

  /** In its own thread a mention is not needed, for what can be meant for nobody else. */
  const inThread = async (message: ChatMessage, parsed: ParsedMessage, here: Incident): Promise<void> => {
    if (here.app === undefined || parsed.intent.startsWith('request_') || parsed.intent === 'collect_diagnostics')
      return spokenTo(message, here.app === undefined ? understood({ ...message, addressed: true }) : parsed)
    if (parsed.intent === 'none' || parsed.intent === 'ask_status') await replies.dispatch(message, parsed)
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

  return async (message: ChatMessage): Promise<void> => {
    const parsed = understood(message)
    if (!message.addressed) return overheard(message, parsed)
    if (permissions.isStranger(message)) return turnAway(message, parsed)
    const denial = isDecisionIntent(parsed) ? undefined : await readingDenialOf(message, parsed)
    return denial === undefined ? spokenTo(message, parsed) : responder.refuse(message, 'read', denial)
  }
}

const sureIntents: readonly ParsedMessage['intent'][] = [
  'report_outage',
  'report_slow',
  'report_crash',
  'request_restart',
  'request_scale_out',
]
const isSure = ({ intent, apps }: ParsedMessage): boolean => sureIntents.includes(intent) && apps.length > 0

/** Nothing but the name of an incident or of an app. */
const isBareName = ({ text }: ChatMessage, { incident, apps }: ParsedMessage): boolean =>
  (incident !== undefined || apps.length === 1) && text.trim().split(/\s+/).length <= 3

const namedIn = ({ incident, apps }: ParsedMessage): Partial<ParsedMessage> => ({
  ...(incident === undefined ? {} : { incident }),
  ...(apps.length === 0 ? {} : { apps }),
})
