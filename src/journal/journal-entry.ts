import type { IncidentEvent } from '../incident/event.ts'
import type { EventsTable } from './journal-tables.ts'
import type { JournalEntry } from './types.ts'

/** The event as readers get it: a closing says where it stands in the chain, which it can't have said itself. */
export const toJournalEntry = (
  { seq, stream, version, hash }: Pick<EventsTable, 'seq' | 'stream' | 'version' | 'hash'>,
  event: IncidentEvent,
): JournalEntry => ({
  seq,
  stream,
  version,
  hash,
  event: event.type === 'IncidentClosed' ? { ...event, chain: { seq, hash } } : event,
})
