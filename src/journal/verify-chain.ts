import { type Kysely, sql } from 'kysely'
import { type ChainFault, startOfChain } from './check-entry.ts'
import type { Checkpoint } from './checkpoint.ts'
import { journalAgeOf } from './former-chain.ts'
import { journalFileIn } from './journal-file.ts'
import type { JournalKeyring, SignatureKeys } from './journal-key.ts'
import type { JournalTables } from './journal-tables.ts'
import { withReadOnlyJournal } from './read-only-journal.ts'
import { headSealText, sealFault } from './row-seal.ts'
import { isStorageDamaged, isStorageUnavailable, isTamperedSchema } from './storage-errors.ts'
import { createEvidenceLedger, type EvidenceVerification } from './verify-evidence.ts'
import { findSurroundingFaults } from './verify-surroundings.ts'
import { walkChain } from './walk-chain.ts'

export interface JournalVerification {
  readonly holds: boolean
  /** The first entry that is not as it was written: what comes after it can't be told apart. */
  readonly broken?: ChainFault
  /** Everything that is wrong, the first broken entry included. */
  readonly faults: readonly ChainFault[]
  /** Up to the first broken one. */
  readonly events: number
  readonly streams: number
  /** Entries whose event was erased, as a later entry says. */
  readonly erased: number
  /** False for a journal of version 0.2 and before, until Appmedic is started on it. */
  readonly sealed: boolean
  /** To be noted elsewhere: who has it can tell later that nothing up to there was changed or cut off. */
  readonly head: ChainHead
  /** Absent where the chain is broken. */
  readonly evidence?: EvidenceVerification
}

export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

export interface VerifyOptions {
  /** A head noted earlier: without one and without a key, a chain written anew or cut off can't be told. */
  readonly noted?: ChainHead | undefined
  /** Tell entries of Appmedic from others. */
  readonly keys?: JournalKeyring | undefined
  /** Where there are no keys, whose signatures count. */
  readonly signatures?: SignatureKeys | undefined
  /** Noted beside the key, read before the file is opened or copied. */
  readonly witness?: Checkpoint | undefined
  /** Where the journal lies: a copy of it, or a backup; the directory's own where absent. */
  readonly file?: string | undefined
}

/**
 * Walks the whole chain and names everything that is not as it was written. Throws where the journal can't be opened,
 * for instance because Appmedic runs.
 */
export const verifyChain = async (dataDir: string, options: VerifyOptions = {}): Promise<JournalVerification> => {
  try {
    const file = options.file ?? journalFileIn(dataDir)
    return await withReadOnlyJournal(file, (db) => verifyAll(db, dataDir, options))
  } catch (error) {
    const { cause } = error as { cause?: Error }
    if (!isStorageDamaged(cause) && !isTamperedSchema(cause)) throw error
    return unreadable({ what: 'damaged', seq: 1, detail: `SQLite can't read it: ${cause?.message}` })
  }
}

const unreadable = (broken: ChainFault): JournalVerification => ({
  holds: false,
  broken,
  faults: [broken],
  events: 0,
  streams: 0,
  erased: 0,
  sealed: false,
  head: startOfChain(),
})

const verifyAll = async (
  db: Kysely<JournalTables>,
  dataDir: string,
  options: VerifyOptions,
): Promise<JournalVerification> => {
  const sealed = (await journalAgeOf(db)) === 'sealed'
  const keys = sealed ? options.keys : undefined
  const ledger = createEvidenceLedger()
  const walk = await walkChain(db, { ...options, keys }, (row, event) => ledger.note(row.seq, event))
  const { seq, hash, versions } = walk.progress
  const broken = walk.broken ?? (await headFault(db, { seq, hash }, { ...options, keys }))
  const streams = broken === undefined ? [...versions.keys()] : undefined
  const others = await findSurroundingFaults(db, { streams, signatures: keys, ...options, sealed })
  const faults = broken === undefined ? others : [broken, ...others]
  return {
    holds: faults.length === 0,
    ...(broken === undefined ? { evidence: await ledger.verify(dataDir) } : { broken }),
    faults,
    events: seq,
    streams: versions.size,
    erased: walk.erased,
    sealed,
    head: { seq, hash },
  }
}

const headFault = async (
  db: Kysely<JournalTables>,
  last: ChainHead,
  { keys, noted }: VerifyOptions,
): Promise<ChainFault | undefined> => {
  try {
    const head = await db.selectFrom('head').selectAll().where('id', '=', 1).executeTakeFirst()
    const end = Math.max(Number(head?.seq ?? 0), noted?.seq ?? 0)
    if (end > last.seq)
      return {
        what: 'cut',
        seq: last.seq + 1,
        detail: `there were ${end} entries, the last ${end - last.seq} are gone`,
      }
    if (head?.seq !== last.seq || head.hash !== last.hash)
      return { what: 'changed', seq: last.seq, detail: 'the head of the chain does not name this last entry' }
    const wrong = keys === undefined ? undefined : sealFault(keys, head, headSealText(head))
    if (wrong !== undefined) return { what: 'changed', seq: last.seq, detail: `the head of the chain: ${wrong}` }
    return await fileFault(db, last.seq)
  } catch (error) {
    if (isStorageUnavailable(error)) throw error
    return { what: 'damaged', seq: last.seq, detail: `after the last entry: ${(error as Error).message}` }
  }
}

/** The entries may be right and yet be looked up wrongly: an index counts too. */
const fileFault = async (db: Kysely<JournalTables>, seq: number): Promise<ChainFault | undefined> => {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db)
  const detail = rows[0]?.integrity_check ?? 'no answer'
  return detail === 'ok'
    ? undefined
    : { what: 'damaged', seq, detail: `all entries are right, but SQLite says: ${detail}` }
}
