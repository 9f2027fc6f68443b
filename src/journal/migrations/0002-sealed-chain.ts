import { type Kysely, type Migration, sql } from 'kysely'
import { chainTriggers } from '../chain-triggers.ts'
import { signCheckpoint } from '../checkpoint.ts'
import type { JournalKey } from '../journal-key.ts'
import type { JournalTables } from '../journal-tables.ts'
import { headSealText, sealOf } from '../row-seal.ts'

export interface Sealing {
  readonly key: JournalKey
  readonly now: number
}

/**
 * Format 2 beside the rows of format 1, which stay as they were written and get their seal here, once: whoever
 * calls it has found their chain right (`former-chain.ts`). All of it is one transaction.
 */
export const sealedChainMigration = ({ key, now }: Sealing): Migration => ({
  up: async (db: Kysely<JournalTables>) => {
    await addColumns(db)
    await createCheckpoints(db)
    await sql`create index events_started on events (stream) where type = 'MitigationStarted'`.execute(db)
    await sql`drop trigger events_no_update`.execute(db)
    await sql`drop trigger events_no_delete`.execute(db)
    await sealRows(db, key)
    await sealHead(db, { key, now })
    for (const trigger of Object.values(chainTriggers)) await sql.raw(trigger).execute(db)
  },
})

const addColumns = async (db: Kysely<JournalTables>): Promise<void> => {
  await db.schema
    .alterTable('events')
    .addColumn('format', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
  for (const column of ['salt', 'commitment', 'lasting', 'key_id', 'mac'])
    await db.schema.alterTable('events').addColumn(column, 'text').execute()
  for (const column of ['key_id', 'mac']) await db.schema.alterTable('head').addColumn(column, 'text').execute()
}

const createCheckpoints = (db: Kysely<JournalTables>): Promise<void> =>
  db.schema
    .createTable('checkpoints')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('signature', 'text', (column) => column.notNull())
    .execute()

const pageSize = 500

const sealRows = async (db: Kysely<JournalTables>, key: JournalKey): Promise<void> => {
  for (let after = 0; ; ) {
    const query = db.selectFrom('events').select(['seq', 'hash']).where('seq', '>', after)
    const rows = await query.orderBy('seq').limit(pageSize).execute()
    for (const { seq, hash } of rows)
      await db.updateTable('events').set(sealOf(key, hash)).where('seq', '=', seq).execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.seq
  }
}

/** The first checkpoint comes with it: from here on a journal without one was tampered with. */
const sealHead = async (db: Kysely<JournalTables>, { key, now }: Sealing): Promise<void> => {
  const head = await db.selectFrom('head').select(['seq', 'hash']).executeTakeFirstOrThrow()
  await db
    .updateTable('head')
    .set(sealOf(key, headSealText(head)))
    .execute()
  await db
    .insertInto('checkpoints')
    .values({ ...signCheckpoint(key, { ...head, at: now }) })
    .execute()
}
