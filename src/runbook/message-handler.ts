import type { ChatMessage } from '../chat/types.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { allowedCollectorIds } from './allowed-collectors.ts'
import { createDecisionHandler, isDecisionIntent } from './decision-handler.ts'
import type { InputContext } from './input-context.ts'
import { type IntentRequest, intentToRequest } from './intent-to-request.ts'
import { createReplyDispatcher } from './replies/reply-dispatcher.ts'
import { splitIntents } from './split-intents.ts'

/** What somebody wrote: understood, turned into a command, answered. */
export const createMessageHandler = (context: InputContext) => {
  const { dependencies, scheduler, responder, commands, finder, channelMute, withMembership } = context
  const decideInWords = createDecisionHandler(context)
  const replies = createReplyDispatcher(context)

  const report = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    { symptom, wanted }: IntentRequest,
  ): Promise<void> => {
    const app = await commands.appOf(parsed)
    const here = await finder.explicit(message, parsed)
    if (here !== undefined && here.closed === undefined) {
      if (here.app === undefined && app !== undefined && 'id' in app) return commands.choose(message, here, app)
      const same = here.app !== undefined && (app === undefined || ('id' in app && app.id === here.app.id))
      if (same) return commands.join(message, here, wanted)
    }
    const open = app === undefined || !('id' in app) ? undefined : await questionFor(message, parsed)
    if (open !== undefined && app !== undefined && 'id' in app) return commands.choose(message, open, app)
    if (app === undefined && wanted !== undefined) return changeHere(message, parsed, symptom, wanted)
    await commands.report(message, parsed, { symptom, app: app ?? (await commands.anyApp('')), wanted })
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
    await commands.report(message, parsed, { symptom, app: await commands.anyApp(''), wanted })
  }

  /** A message that only names an incident brings it here: its cards are shown and kept in step in this place too. */
  const nothingElse = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    if (parsed.incident === undefined) return replies.notUnderstood(message)
    const incident = await scheduler.repository.load(parsed.incident)
    if (incident === undefined) return responder.notice(message, 'card.notice.which-incident')
    if (incident.closed !== undefined) return responder.refuse(message, 'join', 'closed')
    const { person: by, place } = message
    await responder.commit(message, incident.id, { type: 'Join', by, place, text: dependencies.redact(message.text) })
  }

  const collect = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const focus = await finder.about(message, parsed, 'open')
    if (focus.is === 'several') return replies.askWhich(message, [...focus.incidents])
    if (focus.is === 'none' || focus.incident.app === undefined) return report(message, parsed, { symptom: 'question' })
    const collectors = allowedCollectorIds(dependencies.collectors, focus.incident.app, dependencies.policy())
    const { person: by, place } = message
    await responder.commit(message, focus.incident.id, { type: 'Collect', collectors, by, place })
  }

  const act = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
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
  const overheard = async (message: ChatMessage, parsed: ParsedMessage): Promise<void> => {
    const here = message.place.thread === undefined ? undefined : await finder.explicit(message, parsed)
    if (here !== undefined) return inThread(await withMembership(message), parsed, here)
    if (!isSure(parsed) || (await channelMute.isMuted(message.place))) return
    const app = await commands.appOf(parsed)
    if (app === undefined || !('id' in app)) return
    const wanted = parsed.intent.startsWith('request_')
    if (!wanted && (await dependencies.journal.openIncidentsOf(app.id.toLowerCase())).length > 0) return
    await act(await withMembership(message), parsed)
  }

  /** In its own thread a mention is not needed, for what can be meant for nobody else. */
  const inThread = async (message: ChatMessage, parsed: ParsedMessage, here: Incident): Promise<void> => {
    if (here.app === undefined || parsed.intent.startsWith('request_') || parsed.intent === 'collect_diagnostics')
      return spokenTo(message, here.app === undefined ? understood({ ...message, addressed: true }) : parsed)
    if (parsed.intent === 'none' || parsed.intent === 'ask_status') await replies.dispatch(message, parsed)
  }

  return async (message: ChatMessage): Promise<void> => {
    const parsed = understood(message)
    return message.addressed ? spokenTo(message, parsed) : overheard(message, parsed)
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
