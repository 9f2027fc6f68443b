import type { CompiledQuery, Kysely } from 'kysely'
import type { JournalKeyring } from './journal-key.ts'
import type { EventsTable, HeadTable, JournalDatabase, JournalTables } from './journal-tables.ts'

/**
 * What an append runs, turned into SQL once: otherwise Kysely takes as long to write
 * the SQL as SQLite to carry it out, and a commit costs half as much again.
 * Parameters stand in the order in which the query names them.
 */
type PreparedStatements = ReturnType<typeof prepareStatements>

/** What one append works with: everything that it writes is written in one transaction, or nothing is. */
export interface AppendTransaction {
  readonly db: JournalDatabase
  readonly run: PreparedStatements
  readonly now: number
  readonly keys: JournalKeyring
  readonly randomBytes: RandomBytes
}

export type RandomBytes = (size: number) => Uint8Array

const eventColumns = [
  'seq',
  'stream',
  'version',
  'type',
  'at',
  'data',
  'prev_hash',
  'hash',
  'format',
  'salt',
  'commitment',
  'lasting',
  'key_id',
  'mac',
] as const satisfies readonly (keyof EventsTable)[]

export const prepareStatements = (db: Kysely<JournalTables>) => ({
  /** The end of the chain, and of one stream: null where that has not begun. */
  tip: prepared<[stream: string], Omit<HeadTable, 'id'> & { version: number | null }>(
    db
      .selectFrom('head')
      .select(['seq', 'hash', 'key_id', 'mac'])
      .select((head) => {
        const events = head.selectFrom('events').where('stream', '=', '')
        return events.select(({ fn }) => fn.max('version').as('version')).as('version')
      })
      .compile(),
  ),
  addEvent: insert(db, 'events', eventColumns),
  moveHead: prepared<[seq: number, hash: string, key: string, mac: string]>(
    db.updateTable('head').set({ seq: 0, hash: '', key_id: '', mac: '' }).compile(),
  ),
  input: prepared<[platform: string, id: string], { at: number }>(
    db.selectFrom('inputs').select('at').where('platform', '=', '').where('id', '=', '').compile(),
  ),
  addInput: insert(db, 'inputs', ['platform', 'id', 'at']),
  addStream: insert(db, 'streams', ['stream', 'number', 'open', 'app_id']),
  /** Touches the row only where it differs: a page less to write. */
  indexStream: prepared<[open: number, app: string | null, stream: string, open: number, app: string | null]>(
    db
      .updateTable('streams')
      .set({ open: 0, app_id: '' })
      .where('stream', '=', '')
      .where(({ eb, or }) => or([eb('open', '!=', 0), eb('app_id', 'is distinct from', '')]))
      .compile(),
  ),
  places: prepared<[stream: string], { place: string }>(
    db.selectFrom('places').select('place').where('stream', '=', '').compile(),
  ),
  addPlace: insert(db, 'places', ['stream', 'place', 'number']),
  removePlaces: prepared<[stream: string]>(db.deleteFrom('places').where('stream', '=', '').compile()),
  deadlines: prepared<[stream: string], { key: string; at: number }>(
    db.selectFrom('deadlines').select(['key', 'at']).where('stream', '=', '').compile(),
  ),
  addDeadline: insert(db, 'deadlines', ['stream', 'key', 'at']),
  removeDeadlines: prepared<[stream: string]>(db.deleteFrom('deadlines').where('stream', '=', '').compile()),
})

const prepared =
  <Parameters extends readonly unknown[], Row = never>(compiled: CompiledQuery) =>
  async (db: JournalDatabase, ...parameters: Parameters): Promise<readonly Row[]> =>
    (await db.executeQuery<Row>({ ...(compiled as CompiledQuery<Row>), parameters })).rows

const insert = <Table extends keyof JournalTables & string, Column extends keyof JournalTables[Table] & string>(
  db: Kysely<JournalTables>,
  table: Table,
  columns: readonly Column[],
) => {
  const blank: Readonly<Record<string, null>> = Object.fromEntries(columns.map((column) => [column, null]))
  const compiled = (db as unknown as Kysely<Record<string, Record<string, null>>>)
    .insertInto(table)
    .values(blank)
    .compile()
  return async (on: JournalDatabase, row: { readonly [C in Column]: JournalTables[Table][C] }): Promise<void> => {
    await on.executeQuery({ ...compiled, parameters: columns.map((column) => row[column]) })
  }
}
