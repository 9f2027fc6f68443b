import type { Circumstances, Command } from '../incident/command.ts'
import { decide } from '../incident/decide/index.ts'
import type { IncidentEvent } from '../incident/event.ts'
import { evolve, fold } from '../incident/evolve.ts'
import type { Incident } from '../incident/incident.ts'
import { deadlinesOf, isOpen } from '../incident/outstanding.ts'
import { placeKey } from '../incident/place.ts'
import type { Append, StreamIndex } from '../journal/types.ts'
import type { Parts } from './types.ts'

export interface Along {
  readonly input?: Append['input']
  readonly claim?: Append['claim']
  readonly release?: string
}

export type Committed =
  | { readonly is: 'done'; readonly events: readonly IncidentEvent[]; readonly incident: Incident }
  | { readonly is: 'duplicate' }
  | { readonly is: 'busy'; readonly owner: string }

/** Command → decide → journal: the one way in which an incident changes (L4). */
export interface Ledger {
  load(id: string): Promise<Incident | undefined>
  commit(id: string, command: Command, along?: Along): Promise<Committed>
}

export const createLedger = ({ journal, clock, policy }: Pick<Parts, 'journal' | 'clock' | 'policy'>): Ledger => {
  const load = async (id: string): Promise<Incident | undefined> =>
    fold((await journal.read(id)).map((entry) => entry.event))

  const circumstances = async (incident: Incident | undefined): Promise<Circumstances> => {
    const lastStepAt = incident?.app === undefined ? undefined : await lastStep(incident)
    return { now: clock.now(), policy: policy(), ...(lastStepAt === undefined ? {} : { lastStepAt }) }
  }

  const lastStep = async (incident: Incident): Promise<number | undefined> => {
    const others = await journal.recentFor(appKey(incident) ?? '', recentIncidents)
    const incidents = await Promise.all(others.map((id) => (id === incident.id ? incident : load(id))))
    const finished = incidents.flatMap((known) => known?.actions.flatMap(({ finishedAt }) => finishedAt ?? []) ?? [])
    return finished.length === 0 ? undefined : Math.max(...finished)
  }

  const attempt = async (id: string, command: Command, along: Along): Promise<Committed | 'conflict'> => {
    const incident = await load(id)
    const events = decide(
      command,
      incident,
      needsPast(command) ? await circumstances(incident) : { now: clock.now(), policy: policy() },
    )
    const after = events.reduce<Incident | undefined>(evolve, incident)
    if (after === undefined) throw new Error(`${command.type} left no incident ${id}`)
    if (events.length === 0 && along.input === undefined) return { is: 'done', events, incident: after }
    const claims = along.claim !== undefined && events.some(({ type }) => type === 'MitigationStarted')
    const appended = await journal.append({
      stream: id,
      expectedVersion: incident?.version ?? 0,
      events,
      index: indexOf(after),
      ...(along.input === undefined ? {} : { input: along.input }),
      ...(claims ? { claim: along.claim } : {}),
      ...(along.release === undefined ? {} : { release: along.release }),
    })
    if (appended.is === 'conflict') return 'conflict'
    if (appended.is === 'duplicate-input') return { is: 'duplicate' }
    if (appended.is === 'busy') return appended
    return { is: 'done', events, incident: after }
  }

  const commit = async (id: string, command: Command, along: Along = {}): Promise<Committed> => {
    for (let tries = 0; tries < conflictsBorne; tries += 1) {
      const committed = await attempt(id, command, along)
      if (committed !== 'conflict') return committed
    }
    throw new Error(`${command.type} on ${id} met ${conflictsBorne} conflicts in a row`)
  }

  return { load, commit }
}

/** Each conflict means that somebody else got on, so this many in a row means that something is broken. */
const conflictsBorne = 100

/** How far back a cool-down looks. */
const recentIncidents = 5

const needsPast = (command: Command): boolean => command.type === 'Approve' || command.type === 'Begin'

export const appKey = (incident: Incident): string | undefined => incident.app?.id.toLowerCase()

const indexOf = (incident: Incident): StreamIndex => {
  const appId = appKey(incident)
  return {
    open: isOpen(incident),
    places: incident.places.map(placeKey),
    deadlines: deadlinesOf(incident),
    ...(appId === undefined ? {} : { appId }),
  }
}
