import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openSqlite, type SqliteDatabase } from './engine.ts'

export const inMemory = ':memory:'

export const journalFile = (dataDir: string): string => join(dataDir, 'journal.db')

/** Opens the file for this process alone, every commit flushed to the disk before it counts. */
export const openForWriting = async (dataDir: string): Promise<SqliteDatabase> => {
  if (dataDir === inMemory) return openSqlite(inMemory, { readOnly: false })
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const database = await openSqlite(journalFile(dataDir), { readOnly: false })
  try {
    database.exec(pragmas)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** The order counts: an exclusive lock keeps the write-ahead log's index in memory, not in a file. */
const pragmas = `pragma locking_mode = exclusive;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;`
