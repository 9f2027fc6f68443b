import type { ChatInput, ChatMessage } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Right } from '../incident/approval/policy.ts'
import { isSameChannel, placeKey } from '../incident/chat-place.ts'
import type { CommandOf } from '../incident/command.ts'
import { isIncidentInChannel } from '../incident/decide/event-payloads.ts'
import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { ParsedMessage } from '../understand/types.ts'
import { type AskedApp, createAskedApp } from './asked-app.ts'
import { type ChosenApp, createChooseApp, isSpokenToBot } from './choose-app.ts'
import type { IncidentFinder } from './incident-finder.ts'
import { askedLine, joinedLine, reopenElsewhereLine, reopenedLine } from './incident-lines.ts'
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

/** `leaseInMs` among its arguments is for how long. */
export interface WantedStep extends StepRequest {
  /** The action that it takes back. */
  readonly undoes?: string
}

interface CommandDependencies {
  readonly dependencies: RunbookDependencies
  readonly responder: Responder
  readonly finder: IncidentFinder
  readonly permissions: InputPermissions
}

/** What a message can set in motion, whichever handler or reply asks for it; refused to whoever may not ask for it. */
export interface IncidentCommands extends AskedApp {
  /** Opens an incident for the app, or joins the one that is open. */
  report(message: ChatMessage, parsed: ParsedMessage, reported: SymptomReport): Promise<void>
  /** The same where nobody has to be asked for a right: an alert came in by a door of its own. */
  openOrJoin(message: ChatMessage, parsed: ParsedMessage, reported: SymptomReport): Promise<void>
  join(message: ChatMessage, incident: Incident, wanted?: StepRequest): Promise<void>
  request(input: ChatInput, incident: Incident, wanted: WantedStep): Promise<void>
  /** The app of an incident is known; one that is open for it already takes it up, and what was wished for with it. */
  choose(input: ChatInput, incident: Incident, chosen: ChosenApp): Promise<void>
  /** A closed one goes on, unless another has been opened for its app since: that one is pointed to. */
  reopen(input: ChatInput, incident: Incident): Promise<void>
  /** An incident that is named elsewhere is shown there too. */
  bring(message: ChatMessage, incident: Incident): Promise<void>
  /** Whether they may; where not, whoever spoke to the bot is told why, and who did not is left in peace. */
  checkRight(input: ChatInput, right: Right, app?: AppRef): Promise<boolean>
}

export const createIncidentCommands = ({
  dependencies,
  responder,
  finder,
  permissions,
}: CommandDependencies): IncidentCommands => {
  const { journal } = dependencies
  const inTurn = createKeyedMutex()

  const openNew = async (
    message: ChatMessage,
    parsed: ParsedMessage,
    { symptom, app, wanted }: SymptomReport,
  ): Promise<void> => {
    const incident = await journal.nextIncidentId()
    finder.turnTo(message, { id: incident })
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

  const checkRight: IncidentCommands['checkRight'] = async (input, right, app) => {
    const denial = permissions.denialOf(input, right, app)
    if (denial !== undefined && isSpokenToBot(input)) await responder.refuse(input, right, denial)
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

  const joinIn = (input: ChatInput, incident: Incident, text: string): Promise<Incident | undefined> => {
    const { person: by, place } = input
    finder.turnTo(input, incident)
    const looking = observationRequestOf(dependencies, incident.app)
    return responder.commit(input, incident.id, { type: 'Join', by, place, text, looking })
  }

  const joinOpen: IncidentCommands['join'] = async (message, incident, wanted) => {
    const joined = await joinIn(message, incident, dependencies.redact(message.text))
    if (joined === undefined) return
    // Before anything is said: a platform may take its time for that, and a wish must not be lost meanwhile (L6).
    if (wanted !== undefined) await request({ ...message, id: `${message.id}#wanted` }, joined, wanted)
    // An alert, and whoever spoke to others, waits for no answer.
    if (message.addressed) await responder.answerInLine(message, joined, joinedLine)
  }

  // In turn with reports: two incidents of one app must not be open.
  const reopen: IncidentCommands['reopen'] = (input, incident) =>
    inTurn('report', async () => {
      const { app } = incident
      const mayAsk = isIncidentInChannel(incident, input.place) && permissions.denialOf(input, 'ask', app) === undefined
      const open = app === undefined || !mayAsk ? undefined : await finder.openFor(app, input)
      if (open !== undefined && open.id !== incident.id) return responder.answerInLine(input, open, reopenElsewhereLine)
      const { person: by, place } = input
      const looking = app === undefined ? {} : { looking: observationRequestOf(dependencies, app) }
      await responder.commit(input, incident.id, { type: 'Reopen', by, place, ...looking }, { line: reopenedLine })
    })

  const bring: IncidentCommands['bring'] = async (message, incident) => {
    const { person: by, place } = message
    const text = dependencies.redact(message.text)
    await responder.commit(message, incident.id, { type: 'Join', by, place, text }, { line: joinedLine })
  }

  const request: IncidentCommands['request'] = async (input, incident, wanted) => {
    if (!(await checkRight(input, 'ask', incident.app))) return
    finder.turnTo(input, incident)
    const { leaseInMs, ...args } = wanted.args
    const action = newActionId(dependencies, incident.id)
    // The proposal is a card of its own, which stands where the incident lives.
    const home = incident.places.find((known) => isSameChannel(known, input.place))
    const isCardHere = home !== undefined && placeKey(home) === placeKey(input.place)
    await responder.commit(
      input,
      incident.id,
      {
        type: 'RequestStep',
        action,
        request: { step: wanted.step, args },
        by: { kind: 'person', person: input.person, place: input.place },
        ...(typeof leaseInMs === 'number' ? { leaseInMs } : {}),
        ...(wanted.undoes === undefined ? {} : { undoes: wanted.undoes }),
      },
      isCardHere ? {} : { line: askedLine(action, dependencies) },
    )
  }

  const chooseApp = createChooseApp({ dependencies, responder, finder, checkRight, joinIn, request })
  const choose: IncidentCommands['choose'] = (...chosen) => inTurn('report', () => chooseApp(...chosen))

  const askedApp = createAskedApp(dependencies, permissions)

  return { report, openOrJoin, join, reopen, bring, request, choose, checkRight, ...askedApp }
}
