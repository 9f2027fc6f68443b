import { access } from 'node:fs/promises'
import { Kysely } from 'kysely'
import { openSqlite } from './engine.ts'
import { journalFile } from './open.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'
import { guarding } from './trouble.ts'
import { JournalError } from './types.ts'

/** Lends the journal of a directory without the right to change it. While Appmedic runs it says so and refuses. */
export const readingOnly = async <T>(dataDir: string, look: (db: Kysely<Tables>) => Promise<T>): Promise<T> => {
  const path = journalFile(dataDir)
  await access(path).catch((cause) => {
    throw new JournalError(`There is no journal in ${dataDir}. Name the directory that DATA_DIR names.`, { cause })
  })
  return guarding(dataDir)(async () => {
    const dialect = sqliteDialect(await openSqlite(path, { readOnly: true }))
    const db = new Kysely<Tables>({ dialect })
    try {
      return await look(db)
    } finally {
      await db.destroy()
    }
  })
}
