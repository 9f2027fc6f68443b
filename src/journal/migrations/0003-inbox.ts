import { type Kysely, type Migration, sql } from 'kysely'

/** What was acknowledged and is not handled yet; and which incidents of a place are its newest, without reading all. */
export const inboxMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('inbox')
      .addColumn('seq', 'integer', (column) => column.primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('retries', 'integer', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('mac', 'text', (column) => column.notNull())
      .execute()
    await db.schema.alterTable('places').addColumn('number', 'integer').execute()
    await sql`update places set number = (select number from streams where streams.stream = places.stream)`.execute(db)
    await db.schema.dropIndex('places_place').execute()
    await db.schema.createIndex('places_newest').on('places').columns(['place', 'number']).execute()
    await db.schema.createIndex('inbox_input').on('inbox').columns(['platform', 'id']).unique().execute()
  },
}
