import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { IncidentEvent } from '../incident/event.ts'
import type { KeptFile } from '../incident/events/evidence-event.ts'
import { readChainPage } from './chain-page.ts'
import { type ChainFault, checkEntry, startOfChain } from './check-entry.ts'
import { createDiskContentStore } from './content-store.ts'
import type { JournalTables } from './journal-tables.ts'
import { withReadOnlyJournal } from './read-only-journal.ts'
import { isStorageDamaged, isStorageUnavailable } from './storage-errors.ts'

export type JournalVerification =
  | {
      readonly holds: true
      readonly events: number
      readonly streams: number
      /** To be noted elsewhere: who has it can tell later that nothing up to there was changed or cut off. */
      readonly head: ChainHead
      readonly evidence: EvidenceVerification
    }
  | { readonly holds: false; readonly broken: ChainFault }

export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

/**
 * Walks the whole chain and names the first entry that is not as it was written. `noted` is a head noted
 * earlier: without one, a chain written anew from its first entry, or cut off together with its head, can't be told.
 * Throws where the journal can't be opened, for instance because Appmedic runs.
 */
export const verifyChain = async (dataDir: string, noted?: ChainHead): Promise<JournalVerification> => {
  try {
    return await withReadOnlyJournal(dataDir, (db) => verifyAll(db, dataDir, noted))
  } catch (error) {
    const { cause } = error as { cause?: Error }
    if (!isStorageDamaged(cause)) throw error
    return { holds: false, broken: { what: 'damaged', seq: 1, detail: `SQLite can't open it: ${cause?.message}` } }
  }
}

const verifyAll = async (
  db: Kysely<JournalTables>,
  dataDir: string,
  noted: ChainHead | undefined,
): Promise<JournalVerification> => {
  const chain = await walkChain(db, noted)
  if ('broken' in chain) return { holds: false, broken: chain.broken }
  const { head, streams, expected } = chain
  return { holds: true, events: head.seq, streams, head, evidence: await verifyEvidence(dataDir, expected) }
}

type ChainWalk =
  | { readonly head: ChainHead; readonly streams: number; readonly expected: readonly ExpectedEvidence[] }
  | { readonly broken: ChainFault }

const walkChain = async (db: Kysely<JournalTables>, noted: ChainHead | undefined): Promise<ChainWalk> => {
  const expected: ExpectedEvidence[] = []
  let progress = startOfChain()
  for (;;) {
    const page = await readChainPage(db, progress.seq)
    if ('broken' in page) return page
    if (page.rows.length === 0) break
    for (const row of page.rows) {
      const checked = checkEntry(progress, row)
      if (!checked.right) return { broken: checked.broken }
      progress = checked.progress
      if (row.seq === noted?.seq && row.hash !== noted.hash) return { broken: writtenAnew(row.seq) }
      const file = keptFileIn(checked.event)
      if (file !== undefined) expected.push({ seq: row.seq, ...file })
    }
  }
  const { seq, hash, versions } = progress
  const broken = await headFault(db, { seq, hash }, noted)
  return broken === undefined ? { head: { seq, hash }, streams: versions.size, expected } : { broken }
}

const keptFileIn = (event: IncidentEvent): KeptFile | undefined => {
  if (event.type === 'EvidenceCollected') return event.evidence
  return event.type === 'SupportTextWritten' ? event.file : undefined
}

const writtenAnew = (seq: number): ChainFault => ({
  what: 'changed',
  seq,
  detail: 'its hash is not the one noted: the chain was written anew',
})

const headFault = async (
  db: Kysely<JournalTables>,
  last: ChainHead,
  noted: ChainHead | undefined,
): Promise<ChainFault | undefined> => {
  try {
    const head = await db.selectFrom('head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirst()
    const end = Math.max(Number(head?.seq ?? 0), noted?.seq ?? 0)
    if (end > last.seq)
      return {
        what: 'cut',
        seq: last.seq + 1,
        detail: `there were ${end} entries, the last ${end - last.seq} are gone`,
      }
    if (head?.seq !== last.seq || head.hash !== last.hash)
      return { what: 'changed', seq: last.seq, detail: 'the head of the chain does not name this last entry' }
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

/** A file that the chain names, and where it says so. */
type ExpectedEvidence = KeptFile & { readonly seq: number }

interface EvidenceVerification {
  readonly files: number
  /** Their bytes are not those that were collected. */
  readonly changed: readonly ExpectedEvidence[]
  /** Gone from the disk: deleted, or not in the backup. */
  readonly missing: readonly ExpectedEvidence[]
}

/** The chain holds each file's hash, so the files are as safe from change as the chain. */
export const verifyEvidence = async (
  dataDir: string,
  expected: readonly ExpectedEvidence[],
): Promise<EvidenceVerification> => {
  const files = createDiskContentStore(join(dataDir, 'evidence'))
  const changed: ExpectedEvidence[] = []
  const missing: ExpectedEvidence[] = []
  for (const item of expected) {
    const found = await files.hashOf(item.sha256)
    if (found === undefined) missing.push(item)
    else if (found !== item.sha256) changed.push(item)
  }
  return { files: expected.length, changed, missing }
}
