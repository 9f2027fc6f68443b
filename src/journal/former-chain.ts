import { open, rm } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import type { ChainFault } from './check-entry.ts'
import type { JournalTables } from './journal-tables.ts'
import { walkChain } from './walk-chain.ts'

/** What the tables are: `former` ones are without seals, as versions 0.1 and 0.2 left them. */
export type JournalAge = 'new' | 'former' | 'sealed'

export const journalAgeOf = async (db: Kysely<JournalTables>): Promise<JournalAge> => {
  const { rows } = await sql<{ name: string }>`pragma table_info(events)`.execute(db)
  if (rows.length === 0) return 'new'
  return rows.some(({ name }) => name === 'mac') ? 'sealed' : 'former'
}

/** Walks a chain without seals to its end; `undefined` where all of it is right. */
export const findFormerFault = async (db: Kysely<JournalTables>): Promise<ChainFault | undefined> => {
  const { progress, broken } = await walkChain(db, {})
  if (broken !== undefined) return broken
  const head = await db.selectFrom('head').select(['seq', 'hash']).executeTakeFirst()
  if (head?.seq === progress.seq && head.hash === progress.hash) return undefined
  return {
    what: 'cut',
    seq: progress.seq + 1,
    detail: `the head names entry ${head?.seq}, the last is ${progress.seq}`,
  }
}

/** The file as it was, for whoever has to go back: whole, or the next start makes it anew. */
export const keepFormerCopy = async (db: Kysely<JournalTables>, path: string): Promise<void> => {
  await rm(path, { force: true })
  await (await open(path, 'wx', 0o600)).close()
  await sql`vacuum into ${path}`.execute(db)
}
