import type { ChatMessage } from '../chat/types.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { allowedCollectorIds } from './allowed-collectors.ts'
import { createChannelMute } from './channel-mute.ts'
import { createDecisionHandler, isDecisionIntent } from './decision-handler.ts'
import type { EffectScheduler } from './effect-scheduler.ts'
import type { IncidentCommands } from './incident-commands.ts'
import { createIncidentFinder } from './incident-finder.ts'
import { type IntentRequest, intentToRequest } from './intent-to-request.ts'
import { createReplyDispatcher } from './replies/reply-dispatcher.ts'
import type { Responder } from './responder.ts'
import { splitIntents } from './split-intents.ts'
import type { RunbookDependencies } from './types.ts'

/** What somebody wrote: understood, turned into a command, answered. */
export const createMessageHandler = (
  parts: RunbookDependencies,
  reactor: EffectScheduler,
  desk: Responder,
  acts: IncidentCommands,
) => {
  const finder = createIncidentFinder(parts, reactor)
  const decideInWords = createDecisionHandler(desk, finder)
  const hush = createChannelMute(parts)
  const talk = createReplyDispatcher({
    parts,
    scheduler: reactor,
    responder: desk,
    commands: acts,
    finder,
    channelMute: hush,
  })

  const report = async (
    message: ChatMessage,
    heard: ParsedMessage,
    { symptom, wanted }: IntentRequest,
  ): Promise<void> => {
    const app = await acts.appOf(heard)
    const here = await finder.explicit(message, heard)
    if (here !== undefined && here.closed === undefined) {
      if (here.app === undefined && app !== undefined && 'id' in app) return acts.choose(message, here, app)
      const same = here.app !== undefined && (app === undefined || ('id' in app && app.id === here.app.id))
      if (same) return acts.join(message, here, wanted)
    }
    const open = app === undefined || !('id' in app) ? undefined : await questionFor(message, heard)
    if (open !== undefined && app !== undefined && 'id' in app) return acts.choose(message, open, app)
    if (app === undefined && wanted !== undefined) return changeHere(message, heard, symptom, wanted)
    await acts.report(message, heard, { symptom, app: app ?? (await acts.anyApp('')), wanted })
  }

  /** The incident of the channel for which it was asked which app it is, where nothing but an app is named. */
  const questionFor = async (message: ChatMessage, heard: ParsedMessage): Promise<Incident | undefined> => {
    if (!isBareName(message, heard)) return undefined
    const focus = await finder.about(message, { ...heard, apps: [] }, 'open')
    const open = focus.is === 'one' ? [focus.incident] : focus.is === 'several' ? focus.incidents : []
    return open.find((incident) => incident.app === undefined && incident.question !== undefined)
  }

  /** "restart it": the only incident that is open in the channel, or which one is meant; never a guess. */
  const changeHere = async (
    message: ChatMessage,
    heard: ParsedMessage,
    symptom: Symptom,
    wanted: StepRequest,
  ): Promise<void> => {
    const focus = await finder.about(message, heard, 'open')
    if (focus.is === 'several') return talk.askWhich(message, [...focus.incidents])
    if (focus.is === 'one' && focus.incident.app !== undefined) return acts.request(message, focus.incident, wanted)
    await acts.report(message, heard, { symptom, app: await acts.anyApp(''), wanted })
  }

  /** A message that only names an incident brings it here: its cards are shown and kept in step in this place too. */
  const nothingElse = async (message: ChatMessage, heard: ParsedMessage): Promise<void> => {
    if (heard.incident === undefined) return talk.notUnderstood(message)
    const incident = await reactor.repository.load(heard.incident)
    if (incident === undefined) return desk.notice(message, 'card.notice.which-incident')
    if (incident.closed !== undefined) return desk.refuse(message, 'join', 'closed')
    const { person: by, place } = message
    await desk.commit(message, incident.id, { type: 'Join', by, place, text: parts.redact(message.text) })
  }

  const collect = async (message: ChatMessage, heard: ParsedMessage): Promise<void> => {
    const focus = await finder.about(message, heard, 'open')
    if (focus.is === 'several') return talk.askWhich(message, [...focus.incidents])
    if (focus.is === 'none' || focus.incident.app === undefined) return report(message, heard, { symptom: 'question' })
    const collectors = allowedCollectorIds(parts.collectors, focus.incident.app, parts.policy())
    const { person: by, place } = message
    await desk.commit(message, focus.incident.id, { type: 'Collect', collectors, by, place })
  }

  const act = async (message: ChatMessage, heard: ParsedMessage): Promise<void> => {
    const reported = intentToRequest(heard, parts.steps)
    if (reported !== undefined) return report(message, heard, reported)
    switch (heard.intent) {
      case 'collect_diagnostics':
        return collect(message, heard)
      case 'help':
        return desk.help(message)
      case 'none':
        return message.addressed ? nothingElse(message, heard) : undefined
      default:
        return decideInWords(message, heard)
    }
  }

  /** Said to the bot, or in the thread of one of its incidents. */
  const spokenTo = async (message: ChatMessage, heard: ParsedMessage): Promise<void> => {
    if (isDecisionIntent(heard)) return decideInWords(message, heard)
    const open = await resumed(message, heard)
    if (open !== undefined) return spokenTo(open, { ...understood(open), ...namedIn(heard) })
    if (await talk.dispatch(message, heard)) return
    for (const wish of splitIntents(message, heard, parts)) await act(wish.message, wish.heard)
  }

  const understood = ({ text, addressed }: ChatMessage): ParsedMessage => parts.understand(text, { addressed })

  /** "INC-7", after it was asked which one is meant: what was wanted then, of that incident. */
  const resumed = async (message: ChatMessage, heard: ParsedMessage): Promise<ChatMessage | undefined> => {
    if (!isBareName(message, heard)) return undefined
    const text = talk.takeQuestion(message)
    return text === undefined ? undefined : { ...message, text }
  }

  /** Nobody spoke to the bot: it speaks only when sure which app is meant and that something is wrong, and once. */
  const overheard = async (message: ChatMessage, heard: ParsedMessage): Promise<void> => {
    const here = message.place.thread === undefined ? undefined : await finder.explicit(message, heard)
    if (here !== undefined) return inThread(message, heard, here)
    if (!isSure(heard) || (await hush.isMuted(message.place))) return
    const app = await acts.appOf(heard)
    if (app === undefined || !('id' in app)) return
    const wanted = heard.intent.startsWith('request_')
    if (!wanted && (await parts.journal.openIncidentsOf(app.id.toLowerCase())).length > 0) return
    await act(message, heard)
  }

  /** In its own thread a mention is not needed, for what can be meant for nobody else. */
  const inThread = async (message: ChatMessage, heard: ParsedMessage, here: Incident): Promise<void> => {
    if (here.app === undefined || heard.intent.startsWith('request_') || heard.intent === 'collect_diagnostics')
      return spokenTo(message, here.app === undefined ? understood({ ...message, addressed: true }) : heard)
    if (heard.intent === 'none' || heard.intent === 'ask_status') await talk.dispatch(message, heard)
  }

  return async (message: ChatMessage): Promise<void> => {
    const heard = understood(message)
    return message.addressed ? spokenTo(message, heard) : overheard(message, heard)
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
