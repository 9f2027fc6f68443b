import type { Kysely } from 'kysely'
import type { ContentAddressedStore } from '../content-store.ts'
import type { JournalTables } from '../journal-tables.ts'

/** Those of an erasure that broke off here, too; never one that a row still names, whichever incident's it is. */
export const removeErasedFiles = async (db: Kysely<JournalTables>, files: ContentAddressedStore): Promise<void> => {
  const erasures = await db.selectFrom('events').select('data').where('type', '=', 'EvidenceErased').execute()
  const kept = new Set((await db.selectFrom('evidence').select('sha256').execute()).map(({ sha256 }) => sha256))
  for (const { data } of erasures.filter((row) => row.data !== '')) {
    const { sha256 } = JSON.parse(data)
    if (!kept.has(sha256)) await files.remove(sha256)
  }
}
