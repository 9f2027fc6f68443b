import { LRUCache } from 'lru-cache'
import { pastSteps } from '../incident/approval/past-steps.ts'
import type { DecisionContext, IncidentCommand, PastStep } from '../incident/command.ts'
import { decide } from '../incident/decide/index.ts'
import type { IncidentEvent } from '../incident/event.ts'
import { evolve, foldEvents } from '../incident/evolve.ts'
import type { Incident } from '../incident/incident.ts'
import { streamIndexOf } from '../incident/stream-index.ts'
import type { AppendRequest } from '../journal/types.ts'
import { faultPointsAfter } from './fault-points.ts'
import { createKeyedMutex } from './keyed-mutex.ts'
import type { RunbookDependencies } from './types.ts'

export interface CommitOptions {
  readonly input?: AppendRequest['input']
  readonly claim?: AppendRequest['claim']
  readonly release?: string
}

export type CommitResult =
  | { readonly is: 'done'; readonly events: readonly IncidentEvent[]; readonly incident: Incident }
  | { readonly is: 'duplicate' }
  | { readonly is: 'busy'; readonly owner: string }

/** Command → decide → journal: the one way in which an incident changes (L4). */
export interface IncidentRepository {
  load(id: string): Promise<Incident | undefined>
  commit(id: string, command: IncidentCommand, along?: CommitOptions): Promise<CommitResult>
  /** What was read of it is read anew: something was erased. */
  forget(id: string): void
}

type RepositoryDependencies = Pick<RunbookDependencies, 'journal' | 'clock' | 'policy' | 'steps' | 'faultPoint'>

export const createIncidentRepository = ({
  journal,
  clock,
  policy,
  steps,
  faultPoint,
}: RepositoryDependencies): IncidentRepository => {
  /** Latest known states. One that another replica has changed shows as a conflict, and is then read anew. */
  const known = new LRUCache<string, Incident>({ max: maxCachedIncidents })
  // So that only other replicas cause conflicts.
  const inTurn = createKeyedMutex()

  const remember = (id: string, incident: Incident): Incident => {
    known.set(id, incident)
    return incident
  }

  const load = async (id: string): Promise<Incident | undefined> => {
    const found = known.get(id) ?? foldEvents((await journal.read(id)).map((entry) => entry.event))
    return found === undefined ? undefined : remember(id, found)
  }

  const circumstancesOf = async (
    command: IncidentCommand,
    incident: Incident | undefined,
  ): Promise<DecisionContext> => {
    const now = { now: clock.now(), policy: policy(), steps }
    if (incident === undefined || !commandsNeedingPast.has(command.type) || !('action' in command)) return now
    return { ...now, past: await pastOf(incident, command.action) }
  }

  const pastOf = async (incident: Incident, action: string): Promise<readonly PastStep[]> => {
    const recent = await journal.incidentsWithStepsOf(streamIndexOf(incident).appId ?? '', maxPastIncidents)
    const incidents = await Promise.all(recent.map((id) => (id === incident.id ? incident : load(id))))
    return incidents.flatMap((one) => (one === undefined ? [] : pastSteps(one, action)))
  }

  const attempt = async (
    id: string,
    command: IncidentCommand,
    along: CommitOptions,
  ): Promise<CommitResult | 'conflict'> => {
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
    for (const point of faultPointsAfter(events)) faultPoint?.(point)
    const written = appended.entries.map(({ event }) => event)
    const now = written.reduce<Incident | undefined>(evolve, incident) ?? after
    return { is: 'done', events: written, incident: remember(id, now) }
  }

  const untilDone = async (id: string, command: IncidentCommand, along: CommitOptions): Promise<CommitResult> => {
    for (let tries = 0; tries < maxConflicts; tries += 1) {
      const committed = await attempt(id, command, along)
      if (committed !== 'conflict') return committed
    }
    throw new Error(`${command.type} on ${id} met ${maxConflicts} conflicts in a row`)
  }

  return {
    load,
    commit: (id, command, along = {}) => inTurn(id, () => untilDone(id, command, along)),
    forget: (id) => void known.delete(id),
  }
}

interface DecidedChange {
  readonly before: Incident | undefined
  readonly events: readonly IncidentEvent[]
  readonly after: Incident
}

const appendOf = (
  { before, events, after }: DecidedChange,
  { input, claim, release }: CommitOptions,
): AppendRequest => ({
  stream: after.id,
  expectedVersion: before?.version ?? 0,
  events,
  index: streamIndexOf(after),
  ...(input === undefined ? {} : { input }),
  // The claim belongs to the intent: where that was not decided, nothing is claimed.
  ...(claim !== undefined && events.some(({ type }) => type === 'MitigationStarted') ? { claim } : {}),
  ...(release === undefined ? {} : { release }),
})

/**
 * Those that are worked on. An incident of one look takes some 600 KB of memory, nearly all of it the figures of a day,
 * and reading one again takes less than 10 ms.
 */
const maxCachedIncidents = 64

/** Each conflict means that somebody else got on, so this many in a row means that something is broken. */
const maxConflicts = 100

/** How far back cool-down, circuit breaker and budget look: incidents in which nothing ran are not among them. */
const maxPastIncidents = 50

const commandsNeedingPast: ReadonlySet<IncidentCommand['type']> = new Set([
  'Propose',
  'Approve',
  'BreakGlass',
  'Begin',
  'EndLease',
])
