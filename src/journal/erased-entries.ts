import { checkRow, isErased, type Replacement } from './check-row.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { EventsTable, JournalDatabase } from './journal-tables.ts'

/**
 * By `seq` of the erased entry: what is read in its place. Only what a right `PayloadErased` of the same stream says, the
 * latest of them; one that was itself erased says what a later one has it say.
 */
export const replacementsIn = (
  rows: readonly EventsTable[],
  keys?: JournalKeyring,
): ReadonlyMap<number, Replacement> => {
  const replacements = new Map<number, Replacement>()
  const erasures = rows.filter(({ type }) => type === 'PayloadErased').sort((a, b) => b.seq - a.seq)
  for (const row of erasures) {
    const checked = checkRow(row, { keys, replacements })
    if (!checked.right || checked.event.type !== 'PayloadErased') continue
    const { entry, replacement } = checked.event
    const { stream } = row
    if (!replacements.has(entry.seq))
      replacements.set(entry.seq, { stream, version: entry.version, event: replacement })
  }
  return replacements
}

/** For rows of any streams; asks the database only where one of them was erased. */
export const readReplacements = async (
  db: JournalDatabase,
  rows: readonly EventsTable[],
  keys?: JournalKeyring,
): Promise<ReadonlyMap<number, Replacement>> => {
  const erased = rows.filter(isErased)
  if (erased.length === 0) return new Map()
  const streams = [...new Set(erased.map(({ stream }) => stream))]
  const query = db.selectFrom('events').selectAll().where('stream', 'in', streams).where('type', '=', 'PayloadErased')
  return replacementsIn(await query.execute(), keys)
}
