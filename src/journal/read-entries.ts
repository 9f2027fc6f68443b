import type { Kysely } from 'kysely'
import { nameOf } from './check-entry.ts'
import { checkRow, type RowContext } from './check-row.ts'
import { readReplacements, replacementsIn } from './erased-entries.ts'
import { toJournalEntry } from './journal-entry.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { EventsTable, JournalDatabase, JournalTables } from './journal-tables.ts'
import { JournalBroken, type JournalEntry } from './types.ts'

/** A stream in order. Throws `JournalBroken` for the first entry that is not as it was written. */
export const readStream = async (
  db: JournalDatabase,
  stream: string,
  keys: JournalKeyring,
): Promise<readonly JournalEntry[]> => {
  const rows = await db.selectFrom('events').selectAll().where('stream', '=', stream).orderBy('version').execute()
  const context = { keys, replacements: replacementsIn(rows, keys) }
  return rows.map((row, at) => {
    if (row.version === at + 1) return checkedEntryOf(row, context)
    const detail = `${row.stream} had ${at} events before it`
    throw new JournalBroken({ what: 'reordered', ...nameOf(row), detail })
  })
}

/** Without keys it is not asked who wrote them. */
export const readEntriesAfter = async (
  db: Kysely<JournalTables>,
  afterSeq: number,
  limit: number,
  keys?: JournalKeyring,
): Promise<readonly JournalEntry[]> => {
  const query = db.selectFrom('events').selectAll().where('seq', '>', afterSeq)
  const rows = await query.orderBy('seq').limit(limit).execute()
  const context = { keys, replacements: await readReplacements(db, rows, keys) }
  return rows.map((row) => checkedEntryOf(row, context))
}

export const checkedEntryOf = (row: EventsTable, context: RowContext): JournalEntry => {
  const checked = checkRow(row, context)
  if (checked.right) return toJournalEntry(row, checked.event)
  throw new JournalBroken({ ...checked.fault, ...nameOf(row) })
}
