import { type Kysely, type Migration, sql } from 'kysely'

/** Everything the first version keeps. */
export const journalMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    await createChainTables(db)
    await createIndexTables(db)
    await createOtherTables(db)
  },
}

const createChainTables = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('events')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('prev_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addUniqueConstraint('events_stream_version', ['stream', 'version'])
    .execute()
  await appendOnlyTrigger('update').execute(db)
  await appendOnlyTrigger('delete').execute(db)
  await db.schema
    .createTable('head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await sql`insert into head (id, seq, hash) values (1, 0, ${'0'.repeat(64)})`.execute(db)
}

const appendOnlyTrigger = (change: 'update' | 'delete') =>
  sql`create trigger ${sql.ref(`events_no_${change}`)} before ${sql.raw(change)} on events
      begin select raise(abort, 'the journal is append-only'); end`

const createIndexTables = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('streams')
    .addColumn('stream', 'text', (column) => column.primaryKey().notNull())
    .addColumn('number', 'integer', (column) => column.unique())
    .addColumn('open', 'integer', (column) => column.notNull())
    .addColumn('app_id', 'text')
    .execute()
  await db.schema.createIndex('streams_open').on('streams').column('open').execute()
  await db.schema.createIndex('streams_app').on('streams').columns(['app_id', 'number']).execute()
  await db.schema
    .createTable('places')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('stream', 'text', (column) => column.notNull().references('streams.stream'))
    .addPrimaryKeyConstraint('places_key', ['stream', 'place'])
    .execute()
  await db.schema.createIndex('places_place').on('places').column('place').execute()
  await db.schema
    .createTable('deadlines')
    .addColumn('stream', 'text', (column) => column.notNull().references('streams.stream'))
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('deadlines_key', ['stream', 'key'])
    .execute()
  await db.schema.createIndex('deadlines_at').on('deadlines').column('at').execute()
}

const createOtherTables = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('inputs')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('inputs_key', ['platform', 'id'])
    .execute()
  await db.schema
    .createTable('claims')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('evidence')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('content_type', 'text', (column) => column.notNull())
    .addColumn('size_in_bytes', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('transcript')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('json', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('transcript_channel').on('transcript').columns(['channel', 'seq']).execute()
  await db.schema
    .createTable('holder')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('pid', 'integer', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute()
}
