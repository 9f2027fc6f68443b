import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startChecked } from './checked-start.ts'
import type { RunLater } from './checkpoint-writer.ts'
import { removeUnfinishedFiles } from './content-store/store-on-disk.ts'
import { createDiskContentStore, createMemoryContentStore } from './content-store.ts'
import { copyJournal } from './copy-journal.ts'
import { createJournal } from './create-journal.ts'
import { createErasure, type Erasure } from './erasure/index.ts'
import { createEvidenceStore } from './evidence-store.ts'
import { watchFilesInPlace } from './file-in-place.ts'
import { freeDiskOf } from './free-disk.ts'
import { createInbox } from './inbox.ts'
import { inMemoryDataDir, journalFileIn } from './journal-file.ts'
import { type JournalLog, silentLog } from './journal-log.ts'
import { type JournalSecretOptions, witnessFileOf } from './journal-secrets.ts'
import { openTables } from './open-tables.ts'
import type { RandomBytes } from './prepared-statements.ts'
import { loadOnlineBackup } from './sqlite-engine.ts'
import { wrapStorageErrors } from './storage-errors.ts'
import { createTranscriptStore, type TranscriptStore } from './transcript-store.ts'
import type { EvidenceStore, Inbox, Journal } from './types.ts'
import { readWitness } from './witness-file.ts'

export interface OpenedJournal {
  /** Refuses everything where what was found at the start is not as it was written. */
  readonly journal: Journal
  readonly inbox: Inbox
  readonly evidence: EvidenceStore
  readonly transcript: TranscriptStore
  readonly erasure: Erasure
  /** Bytes that are free where files are kept; `undefined` where nobody can tell. */
  freeDisk(): Promise<number | undefined>
  /**
   * Resolves when the whole chain was looked through, which a long one is while people are heard already; throws
   * `JournalBroken`, or what kept it from being read. Nothing may be changed in Azure before.
   */
  checked(): Promise<void>
  /** True once something was found that is not as it was written: then nothing runs any more. */
  isBroken(): boolean
  /** Writes a consistent copy to a file that does not exist, while entries are appended. */
  backup(file: string): Promise<void>
  /** Waits for what is being written; also done by `journal.close`. */
  close(): Promise<void>
}

export interface JournalOptions extends JournalSecretOptions {
  /** `:memory:` keeps everything in memory, evidence too, under a key of its own. */
  readonly dataDir: string
  now(): number
  /** Salts of the entries, and a first key; the system's where absent. */
  readonly randomBytes?: RandomBytes | undefined
  /** By what checkpoints wait; a timer that holds up no end of the process where absent. */
  readonly later?: RunLater | undefined
  readonly log?: JournalLog | undefined
}

/** Opens the journal of a directory, makes it where there is none, and keeps every other process out until closed. */
export const openJournal = async (options: JournalOptions): Promise<OpenedJournal> => {
  const { dataDir, now, log = silentLog } = options
  const random = options.randomBytes ?? randomBytes
  const guard = wrapStorageErrors(dataDir)
  const tables = await guard(() => openTables({ ...options, log, randomBytes: random }))
  const { db, database, keys } = tables
  const checking = { witnessFile: witnessFileOf(options), later: options.later ?? runLater, log, now }
  const { halt, checkpoints, checked, stopChecking } = await guard(() => startChecked(tables, checking))
  const close = () =>
    guard(async () => {
      stopChecking()
      await checked.catch(() => undefined)
      await checkpoints.close()
      await db.destroy()
    })
  if (dataDir !== inMemoryDataDir) await removeUnfinishedFiles(join(dataDir, 'evidence'))
  const file = journalFileIn(dataDir)
  const inPlace = watchFilesInPlace(dataDir === inMemoryDataDir ? [] : [file, `${file}-wal`])
  const files =
    dataDir === inMemoryDataDir ? createMemoryContentStore() : createDiskContentStore(join(dataDir, 'evidence'))
  const { onAppended } = checkpoints
  return {
    journal: createJournal({ db, guard, keys, halt, randomBytes: random, inPlace, now, onAppended, close }),
    inbox: createInbox({ db, guard, halt, keys, log, inPlace, now }),
    evidence: createEvidenceStore({ db, files, guard, now }),
    transcript: createTranscriptStore({ db, guard }),
    erasure: createErasure({ db, dataDir, files, guard, keys, halt, randomBytes: random, now, onAppended }),
    freeDisk: () => freeDiskOf(dataDir),
    isBroken: halt.isBroken,
    checked: () => checked.then(() => halt.unlessBroken(async () => undefined)),
    backup: (file) => guard(async () => copyJournal(database, await loadOnlineBackup(), file)),
    close,
  }
}

/** When a journal was last noted beside its key; `undefined` where nothing was, or it can't be read. */
export const journaledUntil = async (options: JournalSecretOptions): Promise<number | undefined> => {
  const file = witnessFileOf(options)
  return file === undefined ? undefined : (await readWitness(file).catch(() => undefined))?.at
}

const runLater: RunLater = (work, inMs) => {
  const timer = setTimeout(work, inMs).unref()
  return () => clearTimeout(timer)
}

export type { ChainFault } from './check-entry.ts'
export type { Checkpoint } from './checkpoint.ts'
export type { Erasure } from './erasure/index.ts'
export type { ErasurePlan } from './erasure/types.ts'
export { type JournalKeyring, signatureKeysOf } from './journal-key.ts'
export { keyFileOf } from './journal-secrets.ts'
export { parseKeyText, readKeyFile } from './key-file.ts'
export { backUpJournal, readJournal } from './read-only-journal.ts'
export type { JournalEntry } from './types.ts'
export { type ChainHead, type JournalVerification, verifyChain } from './verify-chain.ts'
export { readWitness }
