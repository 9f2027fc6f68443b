import type { KeptFile } from '../../incident/events/evidence-event.ts'
import { readReplacements } from '../erased-entries.ts'
import type { JournalKeyring } from '../journal-key.ts'
import type { JournalDatabase } from '../journal-tables.ts'
import { checkedEntryOf } from '../read-entries.ts'
import { keptFileIn } from '../verify-evidence.ts'

/** A file as the chain has it, which nobody can change without its showing. */
export interface SealedFile extends Pick<KeptFile, 'id' | 'contentType' | 'sha256'> {
  readonly stream: string
  /** When it was kept, for the last time where it was collected more than once. */
  readonly at: number
}

const keepingTypes = ['EvidenceCollected', 'SupportTextWritten'] as const

/** By id. Throws `JournalBroken` where an entry that names a file is not as it was written. */
export const readSealedFiles = async (
  db: JournalDatabase,
  keys: JournalKeyring,
): Promise<ReadonlyMap<string, SealedFile>> => {
  const rows = await db.selectFrom('events').selectAll().where('type', 'in', keepingTypes).orderBy('seq').execute()
  const context = { keys, replacements: await readReplacements(db, rows, keys) }
  const files = rows.flatMap((row): readonly SealedFile[] => {
    const { stream, event } = checkedEntryOf(row, context)
    const kept = keptFileIn(event)
    if (kept === undefined) return []
    const { id, contentType, sha256 } = kept
    return [{ id, contentType, sha256, stream, at: event.at }]
  })
  return new Map(files.map((file) => [file.id, file]))
}
