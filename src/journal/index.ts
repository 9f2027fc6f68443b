import { join } from 'node:path'
import { Kysely } from 'kysely'
import { removeUnfinishedFiles } from './content-store/store-on-disk.ts'
import { createDiskContentStore, createMemoryContentStore } from './content-store.ts'
import { createJournal } from './create-journal.ts'
import { createEvidenceStore } from './evidence-store.ts'
import { closeForWriting, inMemoryDataDir, openForWriting } from './journal-file.ts'
import type { JournalTables } from './journal-tables.ts'
import { migrateJournal } from './migrations/index.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'
import { wrapStorageErrors } from './storage-errors.ts'
import { createTranscriptStore, type TranscriptStore } from './transcript-store.ts'
import type { EvidenceStore, Journal } from './types.ts'

export interface OpenedJournal {
  readonly journal: Journal
  readonly evidence: EvidenceStore
  readonly transcript: TranscriptStore
  /** Waits for what is being written; also done by `journal.close`. */
  close(): Promise<void>
}

/** Opens the journal of a directory, makes it where there is none, and keeps every other process out until closed. */
export const openJournal = async (options: {
  /** `:memory:` keeps everything in memory, evidence too. */
  readonly dataDir: string
  now(): number
}): Promise<OpenedJournal> => {
  const { dataDir, now } = options
  const guard = wrapStorageErrors(dataDir)
  const db = await guard(() => openTables(dataDir, now()))
  const close = () => guard(() => db.destroy())
  if (dataDir !== inMemoryDataDir) await removeUnfinishedFiles(join(dataDir, 'evidence'))
  const files =
    dataDir === inMemoryDataDir ? createMemoryContentStore() : createDiskContentStore(join(dataDir, 'evidence'))
  return {
    journal: createJournal({ db, guard, now, close }),
    evidence: createEvidenceStore({ db, files, guard, now }),
    transcript: createTranscriptStore({ db, guard }),
    close,
  }
}

const openTables = async (dataDir: string, since: number): Promise<Kysely<JournalTables>> => {
  const database = await openForWriting(dataDir)
  const db = new Kysely<JournalTables>({ dialect: createSqliteDialect(database, () => closeForWriting(database)) })
  try {
    await migrateJournal(db)
    await recordHolder(db, since)
    return db
  } catch (error) {
    await db.destroy().catch(() => undefined)
    throw error
  }
}

/** The first write is what locks other processes out. */
const recordHolder = async (db: Kysely<JournalTables>, since: number): Promise<void> => {
  const row = { pid: process.pid, since }
  const insert = db.insertInto('holder').values({ id: 1, ...row })
  await insert.onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute()
}

export type { ChainFault } from './check-entry.ts'
export { readJournal } from './read-only-journal.ts'
export type { JournalEntry } from './types.ts'
export { type ChainHead, type JournalVerification, verifyChain } from './verify-chain.ts'
