import type { AppRef } from '../app-ref.ts'
import { appDenial, incidentDenial } from '../approval/authorise.ts'
import type { CommandOf, ObservationRequest } from '../command.ts'
import type { EventPayload } from '../event.ts'
import type { Incident } from '../incident.ts'
import { dueVerdictOf, isObservationRunning } from '../observation-stages.ts'
import { isSameOwner, type Person } from '../person.ts'
import { type EventPayloads, refuseCommand } from './event-payloads.ts'

export const reportIncident = (command: CommandOf<'Report'>, incident: Incident | undefined): EventPayloads => {
  if (incident !== undefined) throw new Error(`${command.incident} exists already`)
  const { by, place, text, symptom, codes, language, wanted } = command
  const opened: EventPayload = {
    type: 'IncidentOpened',
    incident: command.incident,
    by,
    place,
    text,
    symptom,
    codes,
    language,
    ...(wanted === undefined ? {} : { wanted }),
  }
  if ('query' in command.app) return [opened, { type: 'AppAsked', ...command.app }]
  return [opened, ...appChosenEvents(command.app, command.looking)]
}

const appChosenEvents = (app: AppRef, looking: ObservationRequest, by?: Person): EventPayloads => [
  { type: 'AppChosen', app, ...(by === undefined ? {} : { by }) },
  observationStarted(1, looking, by),
]

const observationStarted = (
  round: number,
  { probes, afterVerdict = [], window }: ObservationRequest,
  by?: Person,
): EventPayload => ({
  type: 'ObservationStarted',
  round,
  window,
  probes,
  ...(afterVerdict.length === 0 ? {} : { afterVerdict }),
  ...(by === undefined ? {} : { by }),
})

/** Somebody else reports the same: one incident, and a fresh look unless one is under way. */
export const joinIncident = (command: CommandOf<'Join'>, incident: Incident): EventPayloads => {
  const joined: EventPayload = { type: 'IncidentJoined', by: command.by, place: command.place, text: command.text }
  if (command.looking === undefined || isObservationRunning(incident)) return [joined]
  return [joined, ...observeAgain(incident, command.looking, command.by)]
}

/** One is on it at a time. Who is on it already takes it no second time. */
export const takeIncident = (command: CommandOf<'Take'>, incident: Incident): EventPayloads => {
  const { by, owner, place } = command
  const denial = incidentDenial(incident, place)
  if (denial !== undefined) return refuseCommand(command, denial)
  if (incident.owner !== undefined && isSameOwner(incident.owner, owner)) return []
  return [{ type: 'IncidentTaken', by, owner, place }]
}

export const chooseApp = (command: CommandOf<'ChooseApp'>, incident: Incident): EventPayloads => {
  const denial = incidentDenial(incident, command.place)
  if (denial !== undefined) return refuseCommand(command, denial)
  const app = command.found ?? incident.question?.candidates.find((candidate) => candidate.id === command.app)
  if (app === undefined || incident.app !== undefined) return refuseCommand(command, { reason: 'unknown' })
  const { into, by } = command
  if (into !== undefined) return [{ type: 'IncidentClosed', outcome: 'joined', into, by }]
  return appChosenEvents(app, command.looking, by)
}

export const startObservation = (command: CommandOf<'Observe'>, incident: Incident): EventPayloads => {
  const denial = appDenial(incident, command.place)
  if (denial !== undefined) return refuseCommand(command, denial)
  return isObservationRunning(incident) ? [] : observeAgain(incident, command.looking, command.by)
}

export const observeAgain = (incident: Incident, looking: ObservationRequest, by?: Person): EventPayloads =>
  incident.app === undefined || incident.closed !== undefined
    ? []
    : [observationStarted((incident.observation?.round ?? 0) + 1, looking, by)]

/** True once all that this round saw is weighed, and no later round has begun. */
export const isVerdictOfRound = ({ observation }: Incident, round: number): boolean =>
  observation?.round === round && observation.weighed === 'whole'

/** The bot's own look after a provisional verdict; nothing where somebody has looked since, or closed the incident. */
export const lookAgain = (command: CommandOf<'LookAgain'>, incident: Incident): EventPayloads =>
  isVerdictOfRound(incident, command.round) && incident.verdict?.provisional !== undefined
    ? observeAgain(incident, command.looking)
    : []

/** A first verdict that is late gives way: whatever it did not wait for is in, and is weighed with the rest. */
export const concludeObservation = (
  { round, stage, verdict }: CommandOf<'Conclude'>,
  incident: Incident,
): EventPayloads =>
  incident.observation?.round === round && dueVerdictOf(incident) === stage
    ? [{ type: 'VerdictReached', round, verdict, ...(stage === 'first' ? { stage } : {}) }]
    : []
