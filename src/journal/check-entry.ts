import type { IncidentEvent } from '../incident/event.ts'
import { type ChainFault, checkContent, type FaultDetail, isHashRight, type RowContext } from './check-row.ts'
import { genesisHash } from './hash-chain.ts'
import type { EventsTable } from './journal-tables.ts'

export type { ChainFault } from './check-row.ts'

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
export const checkEntry = (progress: ChainProgress, row: EventsTable, context: RowContext = {}): CheckedEntry => {
  const seq = progress.seq + 1
  if (row.seq !== seq) return faulty({ what: 'missing', seq, detail: `the next entry found is ${row.seq}` })
  const misplaced = linkFault(progress, row) ?? orderFault(progress, row)
  if (misplaced !== undefined) return faulty({ ...nameOf(row), ...misplaced })
  const content = checkContent(row, context)
  if (!content.right) return faulty({ ...nameOf(row), ...content.fault })
  progress.versions.set(row.stream, row.version)
  return { right: true, event: content.event, progress: { seq, hash: row.hash, versions: progress.versions } }
}

const faulty = (broken: ChainFault): CheckedEntry => ({ right: false, broken })

const linkFault = ({ hash }: ChainProgress, row: EventsTable): FaultDetail | undefined => {
  const fits = isHashRight(row, hash)
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

export const nameOf = ({ seq, stream, version, type }: EventsTable) => ({
  seq,
  stream: String(stream),
  version: Number(version),
  type: String(type),
})
