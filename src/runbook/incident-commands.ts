import type { ChatMessage } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { CommandOf } from '../incident/command.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { IncidentFinder } from './incident-finder.ts'
import { createKeyedMutex } from './keyed-mutex.ts'
import { newActionId, observationRequestOf } from './observation-request.ts'
import type { Responder } from './responder.ts'
import type { RunbookDependencies } from './types.ts'

type ReportCommand = CommandOf<'Report'>

export interface SymptomReport {
  readonly symptom: Symptom
  /** Found already, or to be asked for. */
  readonly app: ReportCommand['app']
  readonly wanted?: StepRequest | undefined
}

interface CommandDependencies {
  readonly dependencies: RunbookDependencies
  readonly responder: Responder
  readonly finder: IncidentFinder
}

/** What a message can set in motion, whichever handler or reply asks for it. */
export interface IncidentCommands {
  /** Opens an incident for the app, or joins the one that is open. */
  report(message: ChatMessage, heard: ParsedMessage, reported: SymptomReport): Promise<void>
  join(message: ChatMessage, incident: Incident, wanted?: StepRequest): Promise<void>
  request(message: ChatMessage, incident: Incident, wanted: StepRequest, first?: boolean): Promise<void>
  choose(message: ChatMessage, incident: Incident, app: AppRef): Promise<void>
  /** The app that the message names; `undefined` where it names none. */
  appOf(heard: ParsedMessage): Promise<ReportCommand['app'] | undefined>
  /** Nothing is known of the app: some to choose from. */
  anyApp(query: string): Promise<ReportCommand['app']>
}

export const createIncidentCommands = ({ dependencies, responder, finder }: CommandDependencies): IncidentCommands => {
  const { journal, directory } = dependencies
  const inTurn = createKeyedMutex()

  const openNew = async (
    message: ChatMessage,
    heard: ParsedMessage,
    { symptom, app, wanted }: SymptomReport,
  ): Promise<void> => {
    const incident = await journal.nextIncidentId()
    await responder.commit(message, incident, {
      type: 'Report',
      incident,
      by: message.person,
      place: message.place,
      text: dependencies.redact(message.text),
      symptom,
      codes: heard.codes,
      language: await responder.channelLanguage(message, heard.language),
      app,
      looking: observationRequestOf(dependencies),
      ...(wanted === undefined ? {} : { wanted }),
    })
  }

  // Two people report the same at the same moment: the second must find what the first has opened.
  const report: IncidentCommands['report'] = (message, heard, reported) =>
    inTurn('report', async () => {
      const open = 'id' in reported.app ? await finder.openFor(reported.app) : undefined
      return open === undefined ? openNew(message, heard, reported) : join(message, open, reported.wanted)
    })

  const join: IncidentCommands['join'] = async (message, incident, wanted) => {
    const { person: by, place } = message
    const text = dependencies.redact(message.text)
    const joined = await responder.commit(message, incident.id, {
      type: 'Join',
      by,
      place,
      text,
      looking: observationRequestOf(dependencies),
    })
    if (joined !== undefined && wanted !== undefined) await request(message, joined, wanted, false)
  }

  const request: IncidentCommands['request'] = async (message, incident, wanted, first = true) => {
    const { leaseInMs, ...args } = wanted.args
    await responder.commit(
      message,
      incident.id,
      {
        type: 'RequestStep',
        action: newActionId(dependencies, incident.id),
        request: { step: wanted.step, args },
        by: { kind: 'person', person: message.person, place: message.place },
        ...(typeof leaseInMs === 'number' ? { leaseInMs } : {}),
      },
      first,
    )
  }

  const choose: IncidentCommands['choose'] = async (message, incident, app) => {
    const { person: by, place } = message
    const looking = observationRequestOf(dependencies)
    await responder.commit(message, incident.id, { type: 'ChooseApp', by, place, app: app.id, found: app, looking })
  }

  const appOf: IncidentCommands['appOf'] = async (heard) => {
    const [query] = heard.apps
    if (query === undefined) return undefined
    const found = await directory.find(query)
    if (found.is === 'one') return found.app
    const asked = dependencies.redact(query)
    return found.is === 'none' ? anyApp(asked) : { query: asked, candidates: found.apps.slice(0, maxCandidates) }
  }

  const anyApp: IncidentCommands['anyApp'] = async (query) => ({
    query,
    candidates: await directory.some(maxCandidates),
  })

  return { report, join, request, choose, appOf, anyApp }
}

const maxCandidates = 25
