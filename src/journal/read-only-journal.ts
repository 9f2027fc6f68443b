import { access } from 'node:fs/promises'
import { Kysely } from 'kysely'
import { readEntriesAfter } from './create-journal.ts'
import { closeForReading, journalFileIn, openForReading } from './journal-file.ts'
import type { JournalTables } from './journal-tables.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'
import { wrapStorageErrors } from './storage-errors.ts'
import { type JournalEntry, JournalError } from './types.ts'

/** Lends the journal of a directory without the right to change it. While Appmedic runs it says so and refuses. */
export const withReadOnlyJournal = async <T>(
  dataDir: string,
  look: (db: Kysely<JournalTables>) => Promise<T>,
): Promise<T> => {
  await access(journalFileIn(dataDir)).catch((cause) => {
    throw new JournalError(`There is no journal in ${dataDir}. Name the directory that DATA_DIR names.`, { cause })
  })
  return wrapStorageErrors(dataDir)(async () => {
    const database = await openForReading(dataDir)
    const db = new Kysely<JournalTables>({ dialect: createSqliteDialect(database, () => closeForReading(database)) })
    try {
      return await look(db)
    } finally {
      await db.destroy()
    }
  })
}

const pageSize = 500

/** Every entry of a directory's journal in the order of the chain, while Appmedic does not run on it. */
export const readJournal = (dataDir: string, visit: (entry: JournalEntry) => void): Promise<void> =>
  withReadOnlyJournal(dataDir, async (db) => {
    let after = 0
    for (;;) {
      const page = await readEntriesAfter(db, after, pageSize)
      for (const entry of page) visit(entry)
      const last = page.at(-1)
      if (last === undefined) return
      after = last.seq
    }
  })
