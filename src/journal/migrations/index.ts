import { type Kysely, type Migration, Migrator } from 'kysely'
import type { JournalTables } from '../journal-tables.ts'
import { journalMigration } from './0001-journal.ts'
import { type Sealing, sealedChainMigration } from './0002-sealed-chain.ts'
import { inboxMigration } from './0003-inbox.ts'

/** In order; names are for ever, a new one is a file here and a line. */
const migrationsWith = (sealing: Sealing): Record<string, Migration> => ({
  '0001-journal': journalMigration,
  '0002-sealed-chain': sealedChainMigration(sealing),
  '0003-inbox': inboxMigration,
})

/** Brings the tables up to date, or throws what went wrong; nothing half-made stays behind. */
export const migrateJournal = async (db: Kysely<JournalTables>, sealing: Sealing): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrationsWith(sealing) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
