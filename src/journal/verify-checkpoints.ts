import type { Kysely } from 'kysely'
import type { ChainFault } from './check-entry.ts'
import { type Checkpoint, isCheckpointSigned } from './checkpoint.ts'
import { genesisHash } from './hash-chain.ts'
import type { SignatureKeys } from './journal-key.ts'
import type { JournalTables } from './journal-tables.ts'

export interface CheckpointContext {
  readonly signatures?: SignatureKeys | undefined
  /** Noted beside the key before the file was read. */
  readonly witness?: Checkpoint | undefined
}

/** Points of the chain that were written down elsewhere, against the chain as it is. */
export const findCheckpointFaults = async (
  db: Kysely<JournalTables>,
  { signatures, witness }: CheckpointContext,
): Promise<readonly ChainFault[]> => {
  const checkpoints = await db.selectFrom('checkpoints').selectAll().orderBy('seq').execute()
  if (checkpoints.length === 0) return [{ what: 'missing', seq: 0, detail: 'all checkpoints are gone' }]
  const faults: ChainFault[] = []
  const note = (fault: ChainFault | undefined): void => void (fault === undefined || faults.push(fault))
  for (const checkpoint of checkpoints)
    note(await checkpointFault(db, checkpoint, { signatures, what: 'a checkpoint' }))
  if (witness === undefined) return faults
  note(await checkpointFault(db, witness, { signatures, what: 'what was noted beside the key' }))
  if (!checkpoints.some(({ seq }) => seq === witness.seq))
    note({ what: 'missing', seq: witness.seq, detail: 'the checkpoint that was noted beside the key is gone' })
  return faults
}

/** Without keys it is not asked who signed it. */
export const checkpointFault = async (
  db: Kysely<JournalTables>,
  checkpoint: Checkpoint,
  { signatures, what }: { readonly signatures: SignatureKeys | undefined; readonly what: string },
): Promise<ChainFault | undefined> => {
  const { seq } = checkpoint
  if (signatures !== undefined && !isCheckpointSigned(signatures, checkpoint))
    return { what: 'changed', seq, detail: `${what} is not signed with the journal's key` }
  const hash = await hashAt(db, seq)
  if (hash === undefined)
    return { what: 'cut', seq, detail: `${what} says that it went up to here: it was cut off, or is a former copy` }
  if (hash === checkpoint.hash) return undefined
  return { what: 'changed', seq, detail: `${what} names another hash: the chain was written anew` }
}

const hashAt = async (db: Kysely<JournalTables>, seq: number): Promise<string | undefined> => {
  if (seq === 0) return genesisHash
  return (await db.selectFrom('events').select('hash').where('seq', '=', seq).executeTakeFirst())?.hash
}
