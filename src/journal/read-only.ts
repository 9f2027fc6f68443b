import { access } from 'node:fs/promises'
import { Kysely } from 'kysely'
import { closeForReading, journalFile, openForReading } from './open.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'
import { guarding } from './trouble.ts'
import { JournalError } from './types.ts'

/** Lends the journal of a directory without the right to change it. While Appmedic runs it says so and refuses. */
export const readingOnly = async <T>(dataDir: string, look: (db: Kysely<Tables>) => Promise<T>): Promise<T> => {
  await access(journalFile(dataDir)).catch((cause) => {
    throw new JournalError(`There is no journal in ${dataDir}. Name the directory that DATA_DIR names.`, { cause })
  })
  return guarding(dataDir)(async () => {
    const database = await openForReading(dataDir)
    const db = new Kysely<Tables>({ dialect: sqliteDialect(database, () => closeForReading(database)) })
    try {
      return await look(db)
    } finally {
      await db.destroy()
    }
  })
}
