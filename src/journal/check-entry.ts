import type { IncidentEvent } from '../incident/event.ts'
import { upcast } from '../incident/events/upcast.ts'
import { chainHashOf, genesisHash } from './hash-chain.ts'
import type { EventsTable } from './journal-tables.ts'

/** What is wrong, and where: as much of the name as can still be read. */
export interface ChainFault {
  readonly what: 'changed' | 'missing' | 'reordered' | 'cut' | 'unreadable' | 'damaged'
  readonly seq: number
  readonly stream?: string
  readonly version?: number
  readonly type?: string
  readonly detail: string
}

/** The last entry that was found to be right, and the length of each stream up to there. */
export interface ChainProgress {
  readonly seq: number
  readonly hash: string
  readonly versions: Map<string, number>
}

export const startOfChain = (): ChainProgress => ({ seq: 0, hash: genesisHash, versions: new Map() })

export type CheckedEntry =
  | { readonly right: true; readonly progress: ChainProgress; readonly event: IncidentEvent }
  | { readonly right: false; readonly broken: ChainFault }

/** A row may hold anything at all: SQLite gives back whatever a changed byte makes of a value. */
export const checkEntry = (progress: ChainProgress, row: EventsTable): CheckedEntry => {
  const seq = progress.seq + 1
  if (row.seq !== seq) return faulty({ what: 'missing', seq, detail: `the next entry found is ${row.seq}` })
  const event = parseEvent(row.data)
  const fault = linkFault(progress, row) ?? orderFault(progress, row) ?? columnFault(row, event)
  if (fault !== undefined || event === undefined) return faulty({ ...nameOf(row), ...(fault ?? notJsonFault) })
  progress.versions.set(row.stream, row.version)
  return { right: true, event: upcast(event), progress: { seq, hash: row.hash, versions: progress.versions } }
}

type FaultDetail = Pick<ChainFault, 'what' | 'detail'>

const faulty = (broken: ChainFault): CheckedEntry => ({ right: false, broken })

const notJsonFault: FaultDetail = { what: 'changed', detail: 'the event is not JSON any more' }

const linkFault = ({ hash }: ChainProgress, row: EventsTable): FaultDetail | undefined => {
  const fits = row.hash === chainHashOf({ ...row, prevHash: hash })
  const linked = row.prev_hash === hash
  if (fits && linked) return undefined
  if (fits) return { what: 'changed', detail: 'prev_hash is not the hash of the entry before it' }
  if (linked) return { what: 'changed', detail: 'its hash is not the hash of what it says' }
  return { what: 'reordered', detail: 'it does not follow the entry before it: moved, put in, or written anew' }
}

const orderFault = ({ versions }: ChainProgress, { stream, version }: EventsTable): FaultDetail | undefined => {
  const before = versions.get(stream) ?? 0
  if (version === before + 1) return undefined
  return { what: 'reordered', detail: `${stream} had ${before} events before it` }
}

/** Two columns repeat what the event says; the hash does not cover them. */
const columnFault = (row: EventsTable, event: IncidentEvent | undefined): FaultDetail | undefined => {
  if (event === undefined) return undefined
  if (row.type !== event.type) return { what: 'changed', detail: 'the column type is not the type of the event' }
  if (row.at !== event.at) return { what: 'changed', detail: 'the column at is not the time of the event' }
  return undefined
}

const parseEvent = (data: string): IncidentEvent | undefined => {
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
