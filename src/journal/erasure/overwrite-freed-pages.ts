import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { inMemoryDataDir, journalFileIn } from '../journal-file.ts'
import type { JournalTables } from '../journal-tables.ts'
import { fileHoldsText } from './find-text-in-files.ts'
import { jsonFormOf } from './occurrences.ts'
import type { ErasureRequest } from './types.ts'

export interface JournalFileRest {
  readonly db: Kysely<JournalTables>
  readonly dataDir: string
}

/**
 * Folds the write-ahead log in and cuts it off. SQLite overwrites what it frees, but not what it moved from page to page
 * before: where the bytes are found in the file still, it is written anew. Returns where they remain, in words.
 */
export const overwriteFreedPages = async (
  { db, dataDir }: JournalFileRest,
  { text, stream }: ErasureRequest,
): Promise<readonly string[]> => {
  if (dataDir === inMemoryDataDir) return []
  const texts = [text, jsonFormOf(text)]
  const file = journalFileIn(dataDir)
  await checkpointLog(db)
  if (await fileHoldsText(file, texts)) {
    await sql`vacuum`.execute(db)
    await checkpointLog(db)
    // Where only one incident was asked for, others may hold it as they should.
    if (stream === undefined && (await fileHoldsText(file, texts))) return [`${file} still holds these bytes.`]
  }
  return filesBeside(dataDir, texts)
}

const checkpointLog = async (db: Kysely<JournalTables>): Promise<void> => {
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
}

const journalFileNames: ReadonlySet<string> = new Set(['', '-wal', '-shm', '-journal'].map((end) => `journal.db${end}`))

/** Copies and logs that somebody has put into the directory. */
const filesBeside = async (dataDir: string, texts: readonly string[]): Promise<readonly string[]> => {
  const held: string[] = []
  for (const entry of await readdir(dataDir, { withFileTypes: true })) {
    const path = join(dataDir, entry.name)
    if (entry.isFile() && !journalFileNames.has(entry.name) && (await fileHoldsText(path, texts))) held.push(path)
  }
  return held.map((path) => `${path} holds it: remove it yourself.`)
}
