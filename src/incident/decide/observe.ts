import type { AppRef } from '../app.ts'
import type { Circumstances, Command, Looking } from '../command.ts'
import type { EventBody } from '../event.ts'
import type { Incident } from '../incident.ts'
import type { Person } from '../person.ts'
import type { Policy } from '../policy.ts'
import type { RefusalReason } from '../refusal.ts'
import { type Bodies, livesIn, refused } from './rules.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

export const report = (command: Of<'Report'>, incident: Incident | undefined): Bodies => {
  if (incident !== undefined) throw new Error(`${command.incident} exists already`)
  const { by, place, text, symptom, codes, language, wanted } = command
  const opened: EventBody = {
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
  return [opened, ...begun(command.app, command.looking)]
}

const begun = (app: AppRef, looking: Looking, by?: Person): Bodies => [
  { type: 'AppChosen', app, ...(by === undefined ? {} : { by }) },
  started(1, looking, by),
]

const started = (round: number, { probes, window }: Looking, by?: Person): EventBody => ({
  type: 'ObservationStarted',
  round,
  window,
  probes,
  ...(by === undefined ? {} : { by }),
})

/** Somebody else reports the same: one incident, and a fresh look unless one is under way. */
export const join = (command: Of<'Join'>, incident: Incident): Bodies => {
  const joined: EventBody = { type: 'IncidentJoined', by: command.by, place: command.place, text: command.text }
  if (command.looking === undefined || looksNow(incident)) return [joined]
  return [joined, ...again(incident, command.looking, command.by)]
}

export const chooseApp = (command: Of<'ChooseApp'>, incident: Incident): Bodies => {
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  if (incident.closed !== undefined) return refused(command, 'closed')
  const app = command.found ?? incident.question?.candidates.find((candidate) => candidate.id === command.app)
  if (app === undefined || incident.app !== undefined) return refused(command, 'unknown')
  return begun(app, command.looking, command.by)
}

export const observe = (command: Of<'Observe'>, incident: Incident): Bodies => {
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  if (incident.closed !== undefined) return refused(command, 'closed')
  if (incident.app === undefined) return refused(command, 'not-yet')
  return looksNow(incident) ? [] : again(incident, command.looking, command.by)
}

const again = (incident: Incident, looking: Looking, by: Person): Bodies =>
  incident.app === undefined || incident.closed !== undefined
    ? []
    : [started((incident.observation?.round ?? 0) + 1, looking, by)]

export const looksNow = ({ observation }: Incident): boolean =>
  observation !== undefined && observation.results.length < observation.probes.length

export const conclude = (command: Of<'Conclude'>, incident: Incident): Bodies =>
  incident.observation?.round === command.round && !looksNow(incident) && incident.verdictRound !== command.round
    ? [{ type: 'VerdictReached', round: command.round, verdict: command.verdict }]
    : []

/** Anybody of the channel may ask for what only reads; the policy says what may be read. */
export const collect = (command: Of<'Collect'>, incident: Incident, { policy }: Circumstances): Bodies => {
  const { by, place } = command
  const fresh = command.collectors.filter((collector) => !incident.collecting.includes(collector))
  if (by !== undefined && place !== undefined) {
    const no = reasonNotToCollect(command, incident, { policy, fresh: fresh.length })
    if (no !== undefined) return refused({ type: command.type, by, place }, no)
  }
  if (fresh.length === 0 || incident.app === undefined) return []
  return [{ type: 'CollectionStarted', collectors: fresh, ...(by === undefined ? {} : { by }) }]
}

const reasonNotToCollect = (
  { needs, place }: Of<'Collect'>,
  incident: Incident,
  { policy, fresh }: { readonly policy: Policy | undefined; readonly fresh: number },
): RefusalReason | undefined => {
  if (place === undefined || !livesIn(incident, place)) return 'foreign'
  if (incident.closed !== undefined) return 'closed'
  if (incident.app === undefined) return 'not-yet'
  if (needs !== undefined && policy?.reading?.kudu !== true) return 'no-kudu'
  if (needs === 'commands' && policy?.reading?.commands !== true) return 'no-commands'
  return fresh === 0 ? 'under-way' : undefined
}
