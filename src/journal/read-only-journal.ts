import { access, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Kysely, sql } from 'kysely'
import { closeForReading, guestSchema, openForReading } from './journal-file.ts'
import type { JournalTables } from './journal-tables.ts'
import { readEntriesAfter } from './read-entries.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'
import { wrapStorageErrors } from './storage-errors.ts'
import { type JournalEntry, JournalError } from './types.ts'

/** Lends a journal's file without the right to change it. Where Appmedic runs on it, it says so and refuses. */
export const withReadOnlyJournal = async <T>(
  file: string,
  look: (db: Kysely<JournalTables>) => Promise<T>,
): Promise<T> => {
  await access(file).catch((cause) => {
    throw new JournalError(`There is no journal in ${dirname(file)}. Name the directory that DATA_DIR names.`, {
      cause,
    })
  })
  return wrapStorageErrors(dirname(file))(async () => {
    const database = await openForReading(file)
    const db = new Kysely<JournalTables>({ dialect: createSqliteDialect(database, () => closeForReading(database)) })
    try {
      return await look(db)
    } finally {
      await db.destroy()
    }
  })
}

const pageSize = 500

/** Every entry of a journal's file in the order of the chain, while Appmedic does not run on it. */
export const readJournal = (file: string, visit: (entry: JournalEntry) => void): Promise<void> =>
  withReadOnlyJournal(file, async (db) => {
    let after = 0
    for (;;) {
      const page = await readEntriesAfter(db, after, pageSize)
      for (const entry of page) visit(entry)
      const last = page.at(-1)
      if (last === undefined) return
      after = last.seq
    }
  })

/** Writes a journal's file once more, for its owner alone. Throws where something is there already. */
export const backUpJournal = async (file: string, to: string): Promise<void> => {
  const target = await open(to, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    const why =
      cause.code === 'EEXIST' ? 'is there already: a backup overwrites nothing' : `can't be made (${cause.code})`
    throw new JournalError(`${to} ${why}.`, { cause })
  })
  await target.close()
  try {
    await withReadOnlyJournal(file, (db) => sql`vacuum ${sql.ref(guestSchema)} into ${to}`.execute(db))
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}
