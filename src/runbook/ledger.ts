import type { Circumstances, Command, PastStep } from '../incident/command.ts'
import { decide } from '../incident/decide/index.ts'
import type { IncidentEvent } from '../incident/event.ts'
import { evolve, fold } from '../incident/evolve.ts'
import type { Incident } from '../incident/incident.ts'
import { deadlinesOf, isOpen } from '../incident/outstanding.ts'
import { pastSteps } from '../incident/past.ts'
import { channelOf, placeKey } from '../incident/place.ts'
import type { Append, StreamIndex } from '../journal/types.ts'
import { pointsAfter } from './fault-points.ts'
import { turns } from './turns.ts'
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

type Needed = Pick<Parts, 'journal' | 'clock' | 'policy' | 'faultPoint'>

export const createLedger = ({ journal, clock, policy, faultPoint }: Needed): Ledger => {
  /** Latest known states. One that another replica has changed shows as a conflict, and is then read anew. */
  const known = new Map<string, Incident>()
  // So that only other replicas cause conflicts.
  const inTurn = turns()

  const remember = (id: string, incident: Incident): Incident => {
    known.delete(id)
    known.set(id, incident)
    const [oldest] = known.keys()
    if (known.size > incidentsKept && oldest !== undefined) known.delete(oldest)
    return incident
  }

  const load = async (id: string): Promise<Incident | undefined> => {
    const found = known.get(id) ?? fold((await journal.read(id)).map((entry) => entry.event))
    return found === undefined ? undefined : remember(id, found)
  }

  const circumstancesOf = async (command: Command, incident: Incident | undefined): Promise<Circumstances> => {
    const now = { now: clock.now(), policy: policy() }
    if (incident === undefined || !asksForThePast.has(command.type) || !('action' in command)) return now
    return { ...now, past: await pastOf(incident, command.action) }
  }

  const pastOf = async (incident: Incident, action: string): Promise<readonly PastStep[]> => {
    const recent = await journal.recentFor(appKey(incident) ?? '', recentIncidents)
    const incidents = await Promise.all(recent.map((id) => (id === incident.id ? incident : load(id))))
    return incidents.flatMap((one) => (one === undefined ? [] : pastSteps(one, action)))
  }

  const attempt = async (id: string, command: Command, along: Along): Promise<Committed | 'conflict'> => {
    const incident = await load(id)
    const events = decide(command, incident, await circumstancesOf(command, incident))
    const after = events.reduce<Incident | undefined>(evolve, incident)
    if (after === undefined) throw new Error(`${command.type} left no incident ${id}`)
    if (events.length === 0 && along.input === undefined) return { is: 'done', events, incident: after }
    const appended = await journal.append(appendOf({ before: incident, events, after }, along))
    if (appended.is === 'conflict') {
      known.delete(id)
      return 'conflict'
    }
    if (appended.is === 'duplicate-input') return { is: 'duplicate' }
    if (appended.is === 'busy') return appended
    for (const point of pointsAfter(events)) faultPoint?.(point)
    return { is: 'done', events, incident: remember(id, after) }
  }

  const untilDone = async (id: string, command: Command, along: Along): Promise<Committed> => {
    for (let tries = 0; tries < conflictsBorne; tries += 1) {
      const committed = await attempt(id, command, along)
      if (committed !== 'conflict') return committed
    }
    throw new Error(`${command.type} on ${id} met ${conflictsBorne} conflicts in a row`)
  }

  return { load, commit: (id, command, along = {}) => inTurn(id, () => untilDone(id, command, along)) }
}

interface Change {
  readonly before: Incident | undefined
  readonly events: readonly IncidentEvent[]
  readonly after: Incident
}

const appendOf = ({ before, events, after }: Change, { input, claim, release }: Along): Append => ({
  stream: after.id,
  expectedVersion: before?.version ?? 0,
  events,
  index: indexOf(after),
  ...(input === undefined ? {} : { input }),
  // The claim belongs to the intent: where that was not decided, nothing is claimed.
  ...(claim !== undefined && events.some(({ type }) => type === 'MitigationStarted') ? { claim } : {}),
  ...(release === undefined ? {} : { release }),
})

const incidentsKept = 500

/** Each conflict means that somebody else got on, so this many in a row means that something is broken. */
const conflictsBorne = 100

/** How far back cool-down, circuit breaker and budget look. */
const recentIncidents = 20

const asksForThePast: ReadonlySet<Command['type']> = new Set(['Propose', 'Approve', 'BreakGlass', 'Begin'])

const appKey = (incident: Incident): string | undefined => incident.app?.id.toLowerCase()

const indexOf = (incident: Incident): StreamIndex => {
  const appId = appKey(incident)
  return {
    open: isOpen(incident),
    places: [...new Set(incident.places.flatMap((place) => [placeKey(place), placeKey(channelOf(place))]))],
    deadlines: deadlinesOf(incident),
    ...(appId === undefined ? {} : { appId }),
  }
}
