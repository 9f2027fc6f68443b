import { type Kysely, type Migration, Migrator } from 'kysely'
import type { Tables } from '../tables.ts'
import { journal } from './0001-journal.ts'

/** In order; names are for ever, a new one is a file here and a line. */
const migrations: Record<string, Migration> = {
  '0001-journal': journal,
}

/** Brings the tables up to date, or throws what went wrong; nothing half-made stays behind. */
export const migrate = async (db: Kysely<Tables>): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
