import type { Kysely } from 'kysely'
import type { Broken } from './check.ts'
import type { EventsTable, Tables } from './tables.ts'
import { isOutOfReach } from './trouble.ts'

export type Page = { readonly rows: readonly EventsTable[] } | { readonly broken: Broken }

const pageSize = 500

/** Entries after this one. A page that can't be read is read row by row, so that the entry at fault can be named. */
export const nextPage = async (db: Kysely<Tables>, after: number): Promise<Page> => {
  const page = await read(db, after, pageSize)
  return 'rows' in page ? page : read(db, after, 1)
}

const read = async (db: Kysely<Tables>, after: number, limit: number): Promise<Page> => {
  try {
    const query = db.selectFrom('events').selectAll().where('seq', '>', after).orderBy('seq').limit(limit)
    return { rows: await query.execute() }
  } catch (error) {
    if (isOutOfReach(error)) throw error
    return { broken: { what: 'unreadable', ...(await nameOf(db, after + 1)), detail: (error as Error).message } }
  }
}

/** The name may be legible where the event is not. */
const nameOf = async (
  db: Kysely<Tables>,
  seq: number,
): Promise<Pick<Broken, 'seq' | 'stream' | 'version' | 'type'>> => {
  try {
    const query = db.selectFrom('events').select(['stream', 'version', 'type']).where('seq', '=', seq)
    return { seq, ...(await query.executeTakeFirst()) }
  } catch {
    return { seq }
  }
}
