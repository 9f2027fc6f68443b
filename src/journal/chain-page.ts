import type { Kysely } from 'kysely'
import type { ChainFault } from './check-entry.ts'
import type { EventsTable, JournalTables } from './journal-tables.ts'
import { isStorageUnavailable } from './storage-errors.ts'

export type ChainPage = { readonly rows: readonly EventsTable[] } | { readonly broken: ChainFault }

const pageSize = 500

/** Entries after this one. A page that can't be read is read row by row, so that the entry at fault can be named. */
export const readChainPage = async (db: Kysely<JournalTables>, after: number): Promise<ChainPage> => {
  const page = await read(db, after, pageSize)
  return 'rows' in page ? page : read(db, after, 1)
}

const read = async (db: Kysely<JournalTables>, after: number, limit: number): Promise<ChainPage> => {
  try {
    const query = db.selectFrom('events').selectAll().where('seq', '>', after).orderBy('seq').limit(limit)
    return { rows: await query.execute() }
  } catch (error) {
    if (isStorageUnavailable(error)) throw error
    return { broken: { what: 'unreadable', ...(await nameOf(db, after + 1)), detail: (error as Error).message } }
  }
}

/** The name may be legible where the event is not. */
const nameOf = async (
  db: Kysely<JournalTables>,
  seq: number,
): Promise<Pick<ChainFault, 'seq' | 'stream' | 'version' | 'type'>> => {
  try {
    const query = db.selectFrom('events').select(['stream', 'version', 'type']).where('seq', '=', seq)
    return { seq, ...(await query.executeTakeFirst()) }
  } catch {
    return { seq }
  }
}
