import type { Message } from '../chat/types.ts'
import type { Symptom } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/plan.ts'
import type { Heard } from '../language/types.ts'
import type { Acts } from './acts.ts'
import { collectable } from './collecting.ts'
import { createDecisions, isDecision } from './decisions.ts'
import type { Desk } from './desk.ts'
import { createFinder } from './focus.ts'
import { createHush } from './hush.ts'
import type { Reactor } from './react.ts'
import { wishesIn } from './several.ts'
import { createTalk } from './talk/talk.ts'
import type { Parts } from './types.ts'
import { type Reported, reportedBy } from './wanted.ts'

/** What somebody wrote: understood, turned into a command, answered. */
export const createMessage = (parts: Parts, reactor: Reactor, desk: Desk, acts: Acts) => {
  const finder = createFinder(parts, reactor)
  const decideInWords = createDecisions(desk, finder)
  const hush = createHush(parts)
  const talk = createTalk({ parts, reactor, desk, acts, finder, hush })

  const report = async (message: Message, heard: Heard, { symptom, wanted }: Reported): Promise<void> => {
    const app = await acts.appOf(heard)
    const here = await finder.here(message, heard)
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
  const questionFor = async (message: Message, heard: Heard): Promise<Incident | undefined> => {
    if (!isBareName(message, heard)) return undefined
    const focus = await finder.about(message, { ...heard, apps: [] }, 'open')
    const open = focus.is === 'one' ? [focus.incident] : focus.is === 'several' ? focus.incidents : []
    return open.find((incident) => incident.app === undefined && incident.question !== undefined)
  }

  /** "restart it": the only incident that is open in the channel, or which one is meant; never a guess. */
  const changeHere = async (message: Message, heard: Heard, symptom: Symptom, wanted: StepRequest): Promise<void> => {
    const focus = await finder.about(message, heard, 'open')
    if (focus.is === 'several') return talk.askWhich(message, [...focus.incidents])
    if (focus.is === 'one' && focus.incident.app !== undefined) return acts.request(message, focus.incident, wanted)
    await acts.report(message, heard, { symptom, app: await acts.anyApp(''), wanted })
  }

  /** A message that only names an incident brings it here: its cards are shown and kept in step in this place too. */
  const nothingElse = async (message: Message, heard: Heard): Promise<void> => {
    if (heard.incident === undefined) return talk.notUnderstood(message)
    const incident = await reactor.ledger.load(heard.incident)
    if (incident === undefined) return desk.notice(message, 'card.notice.which-incident')
    if (incident.closed !== undefined) return desk.refuse(message, 'join', 'closed')
    const { person: by, place } = message
    await desk.commit(message, incident.id, { type: 'Join', by, place, text: parts.redact(message.text) })
  }

  const collect = async (message: Message, heard: Heard): Promise<void> => {
    const focus = await finder.about(message, heard, 'open')
    if (focus.is === 'several') return talk.askWhich(message, [...focus.incidents])
    if (focus.is === 'none' || focus.incident.app === undefined) return report(message, heard, { symptom: 'question' })
    const collectors = collectable(parts.collectors, focus.incident.app, parts.policy())
    const { person: by, place } = message
    await desk.commit(message, focus.incident.id, { type: 'Collect', collectors, by, place })
  }

  const act = async (message: Message, heard: Heard): Promise<void> => {
    const reported = reportedBy(heard)
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
  const spokenTo = async (message: Message, heard: Heard): Promise<void> => {
    if (isDecision(heard)) return decideInWords(message, heard)
    const open = await resumed(message, heard)
    if (open !== undefined) return spokenTo(open, { ...understood(open), ...named(heard) })
    if (await talk.answered(message, heard)) return
    for (const wish of wishesIn(message, heard, parts)) await act(wish.message, wish.heard)
  }

  const understood = ({ text, addressed }: Message): Heard => parts.understand(text, { addressed })

  /** "INC-7", after it was asked which one is meant: what was wanted then, of that incident. */
  const resumed = async (message: Message, heard: Heard): Promise<Message | undefined> => {
    if (!isBareName(message, heard)) return undefined
    const text = talk.waiting(message)
    return text === undefined ? undefined : { ...message, text }
  }

  /** Nobody spoke to the bot: it speaks only when sure which app is meant and that something is wrong, and once. */
  const overheard = async (message: Message, heard: Heard): Promise<void> => {
    const here = message.place.thread === undefined ? undefined : await finder.here(message, heard)
    if (here !== undefined) return inThread(message, heard, here)
    if (!isSure(heard) || (await hush.isQuiet(message.place))) return
    const app = await acts.appOf(heard)
    if (app === undefined || !('id' in app)) return
    const wanted = heard.intent.startsWith('request_')
    if (!wanted && (await parts.journal.openFor(app.id.toLowerCase())).length > 0) return
    await act(message, heard)
  }

  /** In its own thread a mention is not needed, for what can be meant for nobody else. */
  const inThread = async (message: Message, heard: Heard, here: Incident): Promise<void> => {
    if (here.app === undefined || heard.intent.startsWith('request_') || heard.intent === 'collect_diagnostics')
      return spokenTo(message, here.app === undefined ? understood({ ...message, addressed: true }) : heard)
    if (heard.intent === 'none' || heard.intent === 'ask_status') await talk.answered(message, heard)
  }

  return async (message: Message): Promise<void> => {
    const heard = understood(message)
    return message.addressed ? spokenTo(message, heard) : overheard(message, heard)
  }
}

const sure: readonly Heard['intent'][] = [
  'report_outage',
  'report_slow',
  'report_crash',
  'request_restart',
  'request_scale_out',
]
const isSure = ({ intent, apps }: Heard): boolean => sure.includes(intent) && apps.length > 0

/** Nothing but the name of an incident or of an app. */
const isBareName = ({ text }: Message, { incident, apps }: Heard): boolean =>
  (incident !== undefined || apps.length === 1) && text.trim().split(/\s+/).length <= 3

const named = ({ incident, apps }: Heard): Partial<Heard> => ({
  ...(incident === undefined ? {} : { incident }),
  ...(apps.length === 0 ? {} : { apps }),
})
