import type { IncidentEvent } from '../../incident/event.ts'
import type { EvidenceErased, PayloadErased } from '../../incident/events/erasure-event.ts'
import { appendInTransaction } from '../append.ts'
import type { AppendTransaction } from '../prepared-statements.ts'
import { type JournalEntry, JournalError } from '../types.ts'

export interface ErasureRecord {
  readonly stream: string
  readonly event: (EvidenceErased | PayloadErased<IncidentEvent>) & { readonly at: number }
}

/** In the stream of what was erased, so that who folds it finds what to read in its place. */
export const appendErasures = async (
  to: AppendTransaction,
  records: readonly ErasureRecord[],
): Promise<readonly JournalEntry[]> => {
  const appended: JournalEntry[] = []
  for (const stream of new Set(records.map((record) => record.stream))) {
    const events = records.filter((record) => record.stream === stream).map(({ event }) => event)
    const [tip] = await to.run.tip(to.db, stream)
    // A file that was kept, and whose incident never came to say so.
    if (tip?.version == null) continue
    const result = await appendInTransaction(to, { stream, expectedVersion: tip.version, events })
    if (result.is !== 'appended') throw new JournalError(`Nothing was erased: ${stream} is in use. Try again.`)
    appended.push(...result.entries)
  }
  return appended
}
