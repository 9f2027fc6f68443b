import type { Message } from '../chat/types.ts'
import type { AppRef } from '../incident/app.ts'
import type { Command } from '../incident/command.ts'
import type { Symptom } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/plan.ts'
import type { Heard } from '../language/types.ts'
import type { Desk } from './desk.ts'
import { lookingAt, newAction } from './looking.ts'
import type { Reactor } from './react.ts'
import { turns } from './turns.ts'
import type { Parts } from './types.ts'

type Report = Extract<Command, { type: 'Report' }>

export interface Reported {
  readonly symptom: Symptom
  /** Found already, or to be asked for. */
  readonly app: Report['app']
  readonly wanted?: StepRequest | undefined
}

/** What a message can set in motion, whoever of the talk asks for it. */
export interface Acts {
  /** Opens an incident for the app, or joins the one that is open. */
  report(message: Message, heard: Heard, reported: Reported): Promise<void>
  join(message: Message, incident: Incident, wanted?: StepRequest): Promise<void>
  request(message: Message, incident: Incident, wanted: StepRequest, first?: boolean): Promise<void>
  choose(message: Message, incident: Incident, app: AppRef): Promise<void>
  /** The app that the message names; `undefined` where it names none. */
  appOf(heard: Heard): Promise<Report['app'] | undefined>
  /** Nothing is known of the app: some to choose from. */
  anyApp(query: string): Promise<Report['app']>
}

export const createActs = (parts: Parts, reactor: Reactor, desk: Desk): Acts => {
  const { journal, directory } = parts
  const inTurn = turns()

  const openFor = async (app: Report['app']): Promise<Incident | undefined> => {
    const ids = 'id' in app ? await journal.openFor(app.id.toLowerCase()) : []
    const incidents = await Promise.all(ids.map((id) => reactor.ledger.load(id)))
    // A closed incident may still be open to the journal, for the return of a lease.
    return incidents.find((incident) => incident !== undefined && incident.closed === undefined)
  }

  const openNew = async (message: Message, heard: Heard, { symptom, app, wanted }: Reported): Promise<void> => {
    const incident = await journal.nextIncident()
    await desk.commit(message, incident, {
      type: 'Report',
      incident,
      by: message.person,
      place: message.place,
      text: parts.redact(message.text),
      symptom,
      codes: heard.codes,
      language: await desk.channelLanguage(message, heard.language),
      app,
      looking: lookingAt(parts),
      ...(wanted === undefined ? {} : { wanted }),
    })
  }

  // Two people report the same at the same moment: the second must find what the first has opened.
  const report: Acts['report'] = (message, heard, reported) =>
    inTurn('report', async () => {
      const open = await openFor(reported.app)
      return open === undefined ? openNew(message, heard, reported) : join(message, open, reported.wanted)
    })

  const join: Acts['join'] = async (message, incident, wanted) => {
    const { person: by, place } = message
    const text = parts.redact(message.text)
    const joined = await desk.commit(message, incident.id, { type: 'Join', by, place, text, looking: lookingAt(parts) })
    if (joined !== undefined && wanted !== undefined) await request(message, joined, wanted, false)
  }

  const request: Acts['request'] = async (message, incident, wanted, first = true) => {
    const { leaseInMs, ...args } = wanted.args
    await desk.commit(
      message,
      incident.id,
      {
        type: 'RequestStep',
        action: newAction(parts, incident.id),
        request: { step: wanted.step, args },
        by: { kind: 'person', person: message.person, place: message.place },
        ...(typeof leaseInMs === 'number' ? { leaseInMs } : {}),
      },
      first,
    )
  }

  const choose: Acts['choose'] = async (message, incident, app) => {
    const { person: by, place } = message
    const looking = lookingAt(parts)
    await desk.commit(message, incident.id, { type: 'ChooseApp', by, place, app: app.id, found: app, looking })
  }

  const appOf: Acts['appOf'] = async (heard) => {
    const [query] = heard.apps
    if (query === undefined) return undefined
    const found = await directory.find(query)
    if (found.is === 'one') return found.app
    const asked = parts.redact(query)
    return found.is === 'none' ? anyApp(asked) : { query: asked, candidates: found.apps.slice(0, candidatesShown) }
  }

  const anyApp: Acts['anyApp'] = async (query) => ({ query, candidates: await directory.some(candidatesShown) })

  return { report, join, request, choose, appOf, anyApp }
}

const candidatesShown = 25
