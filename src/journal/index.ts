import { join } from 'node:path'
import { Kysely } from 'kysely'
import { evidenceStoreOf } from './evidence.ts'
import { sweepUnfinished } from './files/keep.ts'
import { filesIn, filesInMemory } from './files.ts'
import { journalOf } from './journal.ts'
import { migrate } from './migrations/index.ts'
import { closeForWriting, inMemory, openForWriting } from './open.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'
import { type Transcript, transcriptOf } from './transcript.ts'
import { guarding } from './trouble.ts'
import type { EvidenceStore, Journal } from './types.ts'

export interface OpenJournal {
  readonly journal: Journal
  readonly evidence: EvidenceStore
  readonly transcript: Transcript
  /** Waits for what is being written; also done by `journal.close`. */
  close(): Promise<void>
}

/** Opens the journal of a directory, makes it where there is none, and keeps every other process out until closed. */
export const openJournal = async (options: {
  /** `:memory:` keeps everything in memory, evidence too. */
  readonly dataDir: string
  now(): number
}): Promise<OpenJournal> => {
  const { dataDir, now } = options
  const guard = guarding(dataDir)
  const db = await guard(() => connect(dataDir, now()))
  const close = () => guard(() => db.destroy())
  if (dataDir !== inMemory) await sweepUnfinished(join(dataDir, 'evidence'))
  const files = dataDir === inMemory ? filesInMemory() : filesIn(join(dataDir, 'evidence'))
  return {
    journal: journalOf({ db, guard, now, close }),
    evidence: evidenceStoreOf({ db, files, guard, now }),
    transcript: transcriptOf({ db, guard }),
    close,
  }
}

const connect = async (dataDir: string, since: number): Promise<Kysely<Tables>> => {
  const database = await openForWriting(dataDir)
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database, () => closeForWriting(database)) })
  try {
    await migrate(db)
    await hold(db, since)
    return db
  } catch (error) {
    await db.destroy().catch(() => undefined)
    throw error
  }
}

/** The first write is what locks other processes out. */
const hold = async (db: Kysely<Tables>, since: number): Promise<void> => {
  const row = { pid: process.pid, since }
  const insert = db.insertInto('holder').values({ id: 1, ...row })
  await insert.onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute()
}

export type { Broken } from './check.ts'
export { readJournal } from './read-journal.ts'
export type { Entry } from './types.ts'
export { type Head, type Verification, verify } from './verify.ts'
