import type { Message } from '../chat/types.ts'
import type { Command } from '../incident/command.ts'
import type { Symptom } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { outcomeOf } from '../incident/outcome.ts'
import { placeKey } from '../incident/place.ts'
import type { StepRequest } from '../incident/plan.ts'
import type { Heard } from '../language/types.ts'
import { collectable } from './collecting.ts'
import type { Desk } from './desk.ts'
import { lookingAt, newAction } from './looking.ts'
import type { Reactor } from './react.ts'
import { turns } from './turns.ts'
import type { Parts } from './types.ts'

type Report = Extract<Command, { type: 'Report' }>

/** What somebody wrote: understood, turned into a command, answered. */
export const createMessage = (parts: Parts, reactor: Reactor, desk: Desk) => {
  const { journal, directory, ids } = parts
  const inTurn = turns()

  /** The incident that the message names, or that lives in its thread. */
  const incidentHere = async (message: Message, heard: Heard): Promise<Incident | undefined> => {
    const named =
      heard.incident ??
      (message.place.thread === undefined ? undefined : (await journal.inPlace(placeKey(message.place)))[0])
    return named === undefined ? undefined : reactor.ledger.load(named)
  }

  const report = async (message: Message, heard: Heard, symptom: Symptom, wanted?: StepRequest): Promise<void> => {
    const here = await incidentHere(message, heard)
    const app = await appOf(heard)
    if (
      here?.app !== undefined &&
      here.closed === undefined &&
      (app === undefined || ('id' in app && app.id === here.app.id))
    ) {
      return join(message, here, wanted)
    }
    const meant = app ?? (await anyApp(''))
    // Two people report the same at the same moment: the second must find what the first has opened.
    await inTurn('report', async () => {
      const open = await openFor(meant)
      return open === undefined ? openNew(message, heard, { symptom, app: meant, wanted }) : join(message, open, wanted)
    })
  }

  const openFor = async (app: Report['app']): Promise<Incident | undefined> => {
    const ids = 'id' in app ? await journal.openFor(app.id.toLowerCase()) : []
    const incidents = await Promise.all(ids.map((id) => reactor.ledger.load(id)))
    // A closed incident may still be open to the journal, for the return of a lease.
    return incidents.find((incident) => incident !== undefined && incident.closed === undefined)
  }

  const openNew = async (
    message: Message,
    heard: Heard,
    { symptom, app, wanted }: Pick<Report, 'symptom' | 'app'> & { readonly wanted: StepRequest | undefined },
  ): Promise<void> => {
    const incident = await journal.nextIncident()
    await desk.commit(message, incident, {
      type: 'Report',
      incident,
      by: message.person,
      place: message.place,
      text: parts.redact(message.text),
      symptom,
      codes: heard.codes,
      language: desk.languageOf(message, heard.language),
      app,
      looking: lookingAt(parts),
      ...(wanted === undefined ? {} : { wanted }),
    })
  }

  const join = async (message: Message, incident: Incident, wanted?: StepRequest): Promise<void> => {
    const { person: by, place } = message
    const text = parts.redact(message.text)
    const joined = await desk.commit(message, incident.id, { type: 'Join', by, place, text, looking: lookingAt(parts) })
    if (joined !== undefined && wanted !== undefined) await request(message, joined, wanted)
  }

  const request = async (message: Message, incident: Incident, wanted: StepRequest): Promise<void> => {
    const { leaseInMs, ...args } = wanted.args
    await desk.commit(
      message,
      incident.id,
      {
        type: 'RequestStep',
        action: newAction({ ids }, incident.id),
        request: { step: wanted.step, args },
        by: { kind: 'person', person: message.person, place: message.place },
        ...(typeof leaseInMs === 'number' ? { leaseInMs } : {}),
      },
      false,
    )
  }

  const appOf = async (heard: Heard): Promise<Report['app'] | undefined> => {
    const [query] = heard.apps
    if (query === undefined) return undefined
    const found = await directory.find(query)
    if (found.is === 'one') return found.app
    const asked = parts.redact(query)
    return found.is === 'none' ? anyApp(asked) : { query: asked, candidates: found.apps.slice(0, candidatesShown) }
  }

  const anyApp = async (query: string): Promise<Report['app']> => ({
    query,
    candidates: await directory.some(candidatesShown),
  })

  /** A decision in words goes the same way as the button: `approve INC-7`. */
  const decideInWords = async (message: Message, heard: Heard): Promise<void> => {
    const incident = await incidentHere(message, heard)
    if (incident === undefined) return desk.notice(message, 'card.notice.which-incident')
    const { person: by, place } = message
    if (heard.intent === 'close') {
      await desk.commit(message, incident.id, { type: 'Close', by, place, outcome: outcomeOf(incident) })
      return
    }
    const waiting = incident.actions.filter(({ status }) => status === 'proposed')
    if (waiting.length > 1) return desk.notice(message, 'card.notice.several-proposals', { incident: incident.id })
    const action = waiting[0]?.id ?? incident.actions.at(-1)?.id
    if (action === undefined) return desk.notice(message, 'card.notice.no-proposal', { incident: incident.id })
    await desk.commit(message, incident.id, { type: decisions[heard.intent] ?? 'Reject', action, by, place })
  }

  /** A message that only names an incident brings it here: its cards are shown and kept in step in this place too. */
  const nothingElse = async (message: Message, heard: Heard): Promise<void> => {
    if (heard.incident === undefined) return desk.help(message, true)
    const incident = await reactor.ledger.load(heard.incident)
    if (incident === undefined) return desk.notice(message, 'card.notice.which-incident')
    if (incident.closed !== undefined) return desk.refuse(message, 'join', 'closed')
    const { person: by, place } = message
    await desk.commit(message, incident.id, { type: 'Join', by, place, text: parts.redact(message.text) })
  }

  const collect = async (message: Message, heard: Heard): Promise<void> => {
    const incident = await incidentHere(message, heard)
    if (incident?.app === undefined) return report(message, heard, 'question')
    const collectors = collectable(parts.collectors, incident.app, parts.policy())
    const { person: by, place } = message
    await desk.commit(message, incident.id, { type: 'Collect', collectors, by, place })
  }

  return async (message: Message): Promise<void> => {
    const heard = parts.understand(message.text, { addressed: message.addressed })
    switch (heard.intent) {
      case 'report_outage':
        return report(message, heard, 'outage')
      case 'report_slow':
        return report(message, heard, 'slow')
      case 'report_crash':
        return report(message, heard, 'crash')
      case 'ask_status':
        return report(message, heard, 'question')
      case 'request_restart':
        return report(message, heard, 'outage', { step: heard.soft ? 'soft-restart' : 'restart', args: {} })
      case 'request_scale_out':
        return report(message, heard, 'slow', { step: 'scale-out', args: scaleArgs(heard) })
      case 'collect_diagnostics':
        return collect(message, heard)
      case 'request_scale_up':
      case 'request_autoheal':
      case 'request_rollback':
        return desk.notice(message, `card.notice.not-offered.${heard.intent.replace('request_', '')}`)
      case 'approve':
      case 'reject':
      case 'withdraw':
      case 'close':
        return decideInWords(message, heard)
      case 'help':
        return desk.help(message)
      case 'none':
        return message.addressed ? nothingElse(message, heard) : undefined
      default:
        return heard.intent satisfies never
    }
  }
}

const candidatesShown = 25

const decisions: Readonly<Partial<Record<Heard['intent'], 'Approve' | 'Reject' | 'Withdraw'>>> = {
  approve: 'Approve',
  reject: 'Reject',
  withdraw: 'Withdraw',
}

const scaleArgs = ({ instances, moreInstances, durationInMs }: Heard): StepRequest['args'] => ({
  ...(instances === undefined ? { more: moreInstances ?? 1 } : { workers: instances }),
  ...(durationInMs === undefined ? {} : { leaseInMs: durationInMs }),
})
