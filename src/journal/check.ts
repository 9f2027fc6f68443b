import type { IncidentEvent } from '../incident/event.ts'
import { genesis, hashOf } from './chain.ts'
import type { EventsTable } from './tables.ts'

/** What is wrong, and where: as much of the name as can still be read. */
export interface Broken {
  readonly what: 'changed' | 'missing' | 'reordered' | 'cut' | 'unreadable' | 'damaged'
  readonly seq: number
  readonly stream?: string
  readonly version?: number
  readonly type?: string
  readonly detail: string
}

/** The last entry that was found to be right, and the length of each stream up to there. */
export interface Progress {
  readonly seq: number
  readonly hash: string
  readonly versions: Map<string, number>
}

export const started = (): Progress => ({ seq: 0, hash: genesis, versions: new Map() })

export type Checked =
  | { readonly right: true; readonly progress: Progress; readonly event: IncidentEvent }
  | { readonly right: false; readonly broken: Broken }

/** A row may hold anything at all: SQLite gives back whatever a changed byte makes of a value. */
export const checkEntry = (progress: Progress, row: EventsTable): Checked => {
  const seq = progress.seq + 1
  if (row.seq !== seq) return wrong({ what: 'missing', seq, detail: `the next entry found is ${row.seq}` })
  const event = parsed(row.data)
  const fault = linkFault(progress, row) ?? orderFault(progress, row) ?? columnFault(row, event)
  if (fault !== undefined || event === undefined) return wrong({ ...nameOf(row), ...(fault ?? unparsed) })
  progress.versions.set(row.stream, row.version)
  return { right: true, event, progress: { seq, hash: row.hash, versions: progress.versions } }
}

type Fault = Pick<Broken, 'what' | 'detail'>

const wrong = (broken: Broken): Checked => ({ right: false, broken })

const unparsed: Fault = { what: 'changed', detail: 'the event is not JSON any more' }

const linkFault = ({ hash }: Progress, row: EventsTable): Fault | undefined => {
  const fits = row.hash === hashOf({ ...row, prevHash: hash })
  const linked = row.prev_hash === hash
  if (fits && linked) return undefined
  if (fits) return { what: 'changed', detail: 'prev_hash is not the hash of the entry before it' }
  if (linked) return { what: 'changed', detail: 'its hash is not the hash of what it says' }
  return { what: 'reordered', detail: 'it does not follow the entry before it: moved, put in, or written anew' }
}

const orderFault = ({ versions }: Progress, { stream, version }: EventsTable): Fault | undefined => {
  const before = versions.get(stream) ?? 0
  if (version === before + 1) return undefined
  return { what: 'reordered', detail: `${stream} had ${before} events before it` }
}

/** Two columns repeat what the event says; the hash does not cover them. */
const columnFault = (row: EventsTable, event: IncidentEvent | undefined): Fault | undefined => {
  if (event === undefined) return undefined
  if (row.type !== event.type) return { what: 'changed', detail: 'the column type is not the type of the event' }
  if (row.at !== event.at) return { what: 'changed', detail: 'the column at is not the time of the event' }
  return undefined
}

const parsed = (data: string): IncidentEvent | undefined => {
  try {
    return JSON.parse(data) as IncidentEvent
  } catch {
    return undefined
  }
}

const nameOf = ({ seq, stream, version, type }: EventsTable) => ({
  seq,
  stream: String(stream),
  version: Number(version),
  type: String(type),
})
