import { sql } from 'kysely'
import type { IncidentEvent } from '../../incident/event.ts'
import { upcast } from '../../incident/events/upcast.ts'
import type { JournalKeyring } from '../journal-key.ts'
import type { EventsTable, JournalDatabase } from '../journal-tables.ts'
import { checkedEntryOf, readStream } from '../read-entries.ts'
import { entryObstacle, streamObstacle } from './erasure-obstacles.ts'
import { jsonFormOf, occurrencesIn, withoutText } from './occurrences.ts'
import type { ErasureRequest } from './types.ts'

export interface FoundEntry extends Pick<EventsTable, 'seq' | 'stream' | 'version' | 'type'> {
  readonly fields: readonly string[]
  readonly replacement: IncidentEvent
}

export interface FoundEntries {
  readonly entries: readonly FoundEntry[]
  readonly obstacles: readonly string[]
}

/** Entries that hold the text, in order. Throws `JournalBroken` where one is not as it was written. */
export const findEntries = async (
  db: JournalDatabase,
  { text, stream }: ErasureRequest,
  keys: JournalKeyring,
): Promise<FoundEntries> => {
  const named = db.selectFrom('events').selectAll().where(holding('data', text)).orderBy('seq')
  const rows = await (stream === undefined ? named : named.where('stream', '=', stream)).execute()
  const found = rows.map((row) => ({ row, event: writtenEventOf(row, keys) }))
  const changes = found.map(({ row, event }) => ({
    row,
    event,
    fields: occurrencesIn(event, text),
    replacement: withoutText(event, text),
  }))
  const obstacles = changes.flatMap((change) => {
    const why = entryObstacle(change, text)
    const { seq, stream: its, version, type } = change.row
    return why === undefined ? [] : [`Entry ${seq} (${its} #${version}, ${type}): ${why}.`]
  })
  const entries = changes.map(({ row: { seq, stream: its, version, type }, fields, replacement }) => ({
    ...{ seq, stream: its, version, type },
    fields,
    replacement,
  }))
  return { entries, obstacles: [...obstacles, ...(await streamObstacles(db, entries, keys))] }
}

/** A condition on a column of JSON. */
export const holding = (column: 'data' | 'json', text: string) =>
  sql<boolean>`instr(${sql.ref(column)}, ${jsonFormOf(text)}) > 0`

const streamObstacles = async (
  db: JournalDatabase,
  entries: readonly FoundEntry[],
  keys: JournalKeyring,
): Promise<readonly string[]> => {
  const obstacles: string[] = []
  for (const stream of new Set(entries.map((entry) => entry.stream))) {
    const before = await readStream(db, stream, keys)
    const replaced = new Map(entries.map(({ seq, replacement }) => [seq, upcast(replacement)]))
    const after = before.map(({ seq, event }) => replaced.get(seq) ?? event)
    const why = streamObstacle(
      before.map(({ event }) => event),
      after,
    )
    if (why !== undefined) obstacles.push(`${stream}: ${why}.`)
  }
  return obstacles
}

/** As it stands there. A row that somebody changed must not vanish behind an erasure. */
const writtenEventOf = (row: EventsTable, keys: JournalKeyring): IncidentEvent => {
  checkedEntryOf(row, { keys })
  return JSON.parse(row.data)
}
