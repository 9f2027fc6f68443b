import type { ChatMessage } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Right } from '../incident/approval/policy.ts'
import type { CommandOf } from '../incident/command.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { ParsedMessage } from '../understand/types.ts'
import type { IncidentFinder } from './incident-finder.ts'
import type { InputPermissions } from './input-permissions.ts'
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
  readonly permissions: InputPermissions
}

/** What a message can set in motion, whichever handler or reply asks for it; refused to whoever may not ask for it. */
export interface IncidentCommands {
  /** Opens an incident for the app, or joins the one that is open. */
  report(message: ChatMessage, parsed: ParsedMessage, reported: SymptomReport): Promise<void>
  /** The same where nobody has to be asked for a right: an alert came in by a door of its own. */
  openOrJoin(message: ChatMessage, parsed: ParsedMessage, reported: SymptomReport): Promise<void>
  join(message: ChatMessage, incident: Incident, wanted?: StepRequest): Promise<void>
  request(message: ChatMessage, incident: Incident, wanted: StepRequest, first?: boolean): Promise<void>
  choose(message: ChatMessage, incident: Incident, app: AppRef): Promise<void>
  /** An incident that is named elsewhere is shown there too. */
  bring(message: ChatMessage, incident: Incident): Promise<void>
  /** Whether they may; where not, whoever spoke to the bot is told why, and who did not is left in peace. */
  checkRight(message: ChatMessage, right: Right, app?: AppRef): Promise<boolean>
  /** The app that the message names, or those like it of which its person has the right; `undefined` where it names none. */
  appOf(message: ChatMessage, parsed: ParsedMessage, right?: Right): Promise<ReportCommand['app'] | undefined>
  /** Nothing is known of the app: some to choose from, of those of which the person has the right. */
  anyApp(message: ChatMessage, query: string, right?: Right): Promise<ReportCommand['app']>
}

export const createIncidentCommands = ({
  dependencies,
  responder,
  finder,
  permissions,
}: CommandDependencies): IncidentCommands => {
  const { journal, directory } = dependencies
  const inTurn = createKeyedMutex()

  const openNew = async (
    message: ChatMessage,
    parsed: ParsedMessage,
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
      codes: parsed.codes,
      language: await responder.channelLanguage(message, parsed.language),
      app,
      looking: observationRequestOf(dependencies, 'id' in app ? app : undefined),
      ...(wanted === undefined ? {} : { wanted }),
    })
  }

  // Two people report the same at the same moment: the second must find what the first has opened.
  const openOrJoin = (message: ChatMessage, parsed: ParsedMessage, reported: SymptomReport, reader?: ChatMessage) =>
    inTurn('report', async () => {
      const open = 'id' in reported.app ? await finder.openFor(reported.app, reader) : undefined
      return open === undefined ? openNew(message, parsed, reported) : joinOpen(message, open, reported.wanted)
    })

  const checkRight: IncidentCommands['checkRight'] = async (message, right, app) => {
    const denial = permissions.denialOf(message, right, app)
    if (denial !== undefined && message.addressed) await responder.refuse(message, right, denial)
    return denial === undefined
  }

  const report: IncidentCommands['report'] = async (message, parsed, reported) => {
    const app = 'id' in reported.app ? reported.app : undefined
    // An incident that they may not read is as if there were none: theirs stands where they may see it.
    if (await checkRight(message, 'ask', app)) await openOrJoin(message, parsed, reported, message)
  }

  const join: IncidentCommands['join'] = async (message, incident, wanted) => {
    if (await checkRight(message, 'ask', incident.app)) await joinOpen(message, incident, wanted)
  }

  const joinOpen: IncidentCommands['join'] = async (message, incident, wanted) => {
    const { person: by, place } = message
    const text = dependencies.redact(message.text)
    const joined = await responder.commit(message, incident.id, {
      type: 'Join',
      by,
      place,
      text,
      looking: observationRequestOf(dependencies, incident.app),
    })
    if (joined !== undefined && wanted !== undefined) await request(message, joined, wanted, false)
  }

  const bring: IncidentCommands['bring'] = async (message, incident) => {
    const { person: by, place } = message
    const text = dependencies.redact(message.text)
    await responder.commit(message, incident.id, { type: 'Join', by, place, text })
  }

  const request: IncidentCommands['request'] = async (message, incident, wanted, first = true) => {
    if (!(await checkRight(message, 'ask', incident.app))) return
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
    if (!(await checkRight(message, 'ask', app))) return
    const { person: by, place } = message
    const looking = observationRequestOf(dependencies, app)
    await responder.commit(message, incident.id, { type: 'ChooseApp', by, place, app: app.id, found: app, looking })
  }

  const appOf: IncidentCommands['appOf'] = async (message, parsed, right = 'ask') => {
    const [query] = parsed.apps
    if (query === undefined) return undefined
    const found = await directory.find(query)
    if (found.is === 'one') return found.app
    const asked = dependencies.redact(query)
    const like = found.is === 'none' ? [] : found.apps.filter((app) => !permissions.denialOf(message, right, app))
    return like.length === 0
      ? anyApp(message, asked, right)
      : { query: asked, candidates: like.slice(0, maxCandidates) }
  }

  const anyApp: IncidentCommands['anyApp'] = async (message, query, right = 'ask') => ({
    query,
    candidates: await directory.some(maxCandidates, (app) => !permissions.denialOf(message, right, app)),
  })

  return { report, openOrJoin, join, bring, request, choose, checkRight, appOf, anyApp }
}

const maxCandidates = 25
