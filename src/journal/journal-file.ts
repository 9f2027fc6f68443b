import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { refuseNetworkDisk } from './network-disk.ts'
import { openSqlite, type SqliteDatabase } from './sqlite-engine.ts'

export const inMemoryDataDir = ':memory:'

export const journalFileIn = (dataDir: string): string => join(dataDir, 'journal.db')

/** Opens the file for this process alone, every commit flushed to the disk before it counts. */
export const openForWriting = async (dataDir: string): Promise<SqliteDatabase> => {
  if (dataDir === inMemoryDataDir) return openSqlite(inMemoryDataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await refuseNetworkDisk(dataDir)
  const database = await openSqlite(journalFileIn(dataDir))
  try {
    await closeToOthers(dataDir)
    database.exec(pragmas)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Files of versions that left them open to others too. What is not there, or not ours to change, stays as it is. */
const closeToOthers = async (dataDir: string): Promise<void> => {
  const file = journalFileIn(dataDir)
  for (const path of [file, `${file}-wal`, `${file}-journal`]) await chmod(path, 0o600).catch(() => undefined)
  await chmod(join(dataDir, 'evidence'), 0o700).catch(() => undefined)
}

/**
 * The order counts: an exclusive lock keeps the write-ahead log's index in memory, not in a file. Deleted and moved
 * rows are overwritten, so that no stale copy of an event lies in the file outside the chain.
 */
const pragmas = `pragma locking_mode = exclusive;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma recursive_triggers = on;
  pragma secure_delete = on;`

/**
 * Gives the file up even while statements are alive, which the engine for Node 20 would not,
 * and folds the write-ahead log in, so that one file is the whole journal. Where it can't, the log stays beside it.
 */
export const closeForWriting = (database: SqliteDatabase): void => {
  try {
    database.exec('pragma journal_mode = delete; pragma locking_mode = normal; select count(*) from sqlite_master')
  } catch {
    // The disk is full, say: nothing is lost, the next one to open it reads the log.
  } finally {
    database.close()
  }
}

/** What SQLite calls a file that is opened for reading. */
export const guestSchema = 'journal'

/**
 * The file is a guest of an empty database, because a guest can be shown out: the engine for Node 20
 * holds on to a file of its own, and to the lock on it, until its statements are collected.
 */
export const openForReading = async (file: string): Promise<SqliteDatabase> => {
  const database = await openSqlite(inMemoryDataDir)
  const url = pathToFileURL(file).href.replaceAll("'", '%27')
  try {
    database.exec(`attach '${url}?mode=ro' as ${guestSchema}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

export const closeForReading = (database: SqliteDatabase): void => {
  try {
    database.exec(`detach ${guestSchema}`)
  } finally {
    database.close()
  }
}
