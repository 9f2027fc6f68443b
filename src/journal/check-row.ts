import type { IncidentEvent } from '../incident/event.ts'
import { lastingFieldsOf } from '../incident/events/lasting-fields.ts'
import { upcast } from '../incident/events/upcast.ts'
import { chainHashOf, commitmentOf } from './hash-chain.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { EventsTable } from './journal-tables.ts'
import { sealFault } from './row-seal.ts'

/** What is wrong, and where: as much of the name as can still be read. */
export interface ChainFault {
  readonly what: 'changed' | 'missing' | 'reordered' | 'cut' | 'unreadable' | 'damaged'
  readonly seq: number
  readonly stream?: string
  readonly version?: number
  readonly type?: string
  readonly detail: string
}

export type FaultDetail = Pick<ChainFault, 'what' | 'detail'>

export interface RowContext {
  /** Without it nobody can tell whether Appmedic wrote the row; everything else is checked all the same. */
  readonly keys?: JournalKeyring | undefined
  /** By `seq`: what a later `PayloadErased` gives in place of an erased event (`readReplacements`). */
  readonly replacements?: ReadonlyMap<number, Replacement>
}

/** It names the place that it is read in: no hash binds an erased row of format 1 to its own. */
export interface Replacement {
  readonly stream: string
  readonly version: number
  readonly event: IncidentEvent
}

export type CheckedRow =
  | { readonly right: true; readonly event: IncidentEvent }
  | { readonly right: false; readonly fault: FaultDetail }

/** Whether a row is as it was written, by itself: its hash against its columns, its event against its hash, its seal. */
export const checkRow = (row: EventsTable, context: RowContext): CheckedRow =>
  isHashRight(row, row.prev_hash)
    ? checkContent(row, context)
    : { right: false, fault: changed('its hash is not the hash of what it says') }

export const isErased = ({ data, salt }: Pick<EventsTable, 'data' | 'salt'>): boolean =>
  data === '' && (salt ?? null) === null

/** A former hash can't be told again once the event is erased; then the seal alone speaks for it. */
export const isHashRight = (row: EventsTable, prevHash: string): boolean => {
  const { seq, stream, version, type, at, data, commitment, lasting, hash } = row
  const place = { seq, stream, version, prevHash }
  if (row.format !== 2) return isErased(row) || hash === chainHashOf({ ...place, format: 1, data })
  return hash === chainHashOf({ ...place, format: 2, type, at, commitment: commitment ?? '', lasting: lasting ?? '' })
}

/** All but the hash. */
export const checkContent = (row: EventsTable, { keys, replacements }: RowContext): CheckedRow => {
  const wrong = formatFault(row) ?? (keys === undefined ? undefined : sealFault(keys, row, row.hash))
  if (wrong !== undefined) return { right: false, fault: changed(wrong) }
  const event = isErased(row) ? replacementOf(row, replacements) : parseEvent(row.data)
  if (event === undefined)
    return { right: false, fault: changed(isErased(row) ? emptied : 'the event is not JSON any more') }
  const fault = columnFault(row, event)
  return fault === undefined ? { right: true, event: upcast(event) } : { right: false, fault: changed(fault) }
}

const replacementOf = (
  { seq, stream, version }: EventsTable,
  replacements: RowContext['replacements'],
): IncidentEvent | undefined => {
  const found = replacements?.get(seq)
  return found?.stream === stream && found.version === version ? found.event : undefined
}

const emptied = 'its event is gone, and no later entry says that it was erased'

const changed = (detail: string): FaultDetail => ({ what: 'changed', detail })

const formatFault = (row: EventsTable): string | undefined => {
  const format = row.format ?? 1
  if (format === 1) return undefined
  if (format !== 2) return `it is of format ${format}, which this version does not know`
  if (isErased(row)) return undefined
  const said = commitmentOf(row.data, String(row.salt))
  return said === row.commitment ? undefined : 'the event is not the one that it was written with'
}

/** What columns repeat of the event; in format 1 the hash does not cover them. */
const columnFault = (row: EventsTable, event: IncidentEvent): string | undefined => {
  if (row.type !== event.type) return 'the column type is not the type of the event'
  if (row.at !== event.at) return 'the column at is not the time of the event'
  if (row.format === 2 && row.lasting !== lastingFieldsOf(event)) return 'the column lasting is not what the event says'
  return undefined
}

const parseEvent = (data: string): IncidentEvent | undefined => {
  try {
    const event: unknown = JSON.parse(data)
    return typeof event === 'object' && event !== null ? (event as IncidentEvent) : undefined
  } catch {
    return undefined
  }
}
