import { type Kysely, sql } from 'kysely'
import { chainTriggers } from './chain-triggers.ts'
import { nameOf } from './check-entry.ts'
import { type ChainFault, isHashRight } from './check-row.ts'
import type { Checkpoint } from './checkpoint.ts'
import { genesisHash } from './hash-chain.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { EventsTable, JournalTables } from './journal-tables.ts'
import { headSealText, sealFault } from './row-seal.ts'
import { isStorageUnavailable } from './storage-errors.ts'
import { checkpointFault } from './verify-checkpoints.ts'

export interface StartCheckContext {
  readonly db: Kysely<JournalTables>
  readonly keys: JournalKeyring
  /** What was noted outside the database; absent where nothing was, or nothing may be. */
  readonly witness?: Checkpoint | undefined
}

/** That this is the journal's latest state, and ends as it did. The first thing that is wrong, or `undefined`. */
export const findStartFault = async (context: StartCheckContext): Promise<ChainFault | undefined> => {
  try {
    for (const check of [headFault, triggerFault, lastCheckpointFault, witnessFault]) {
      const fault = await check(context)
      if (fault !== undefined) return fault
    }
    return undefined
  } catch (error) {
    return unreadableFault(error)
  }
}

const unreadableFault = (error: unknown): ChainFault => {
  if (isStorageUnavailable(error)) throw error
  return { what: 'unreadable', seq: 0, detail: (error as Error).message }
}

const headFault = async ({ db, keys }: StartCheckContext): Promise<ChainFault | undefined> => {
  const head = await db.selectFrom('head').selectAll().executeTakeFirst()
  if (head === undefined) return { what: 'changed', seq: 0, detail: 'the head of the chain is gone' }
  const fault = sealFault(keys, head, headSealText(head))
  return fault === undefined ? undefined : { what: 'changed', seq: head.seq, detail: `the head of the chain: ${fault}` }
}

/** Counted row by row, which a long journal takes its time for. */
export const findCountFault = async ({ db }: Pick<StartCheckContext, 'db'>): Promise<ChainFault | undefined> => {
  const head = await db.selectFrom('head').select('seq').executeTakeFirstOrThrow()
  const { min, max, count } = await db
    .selectFrom('events')
    .select(({ fn }) => [fn.min('seq').as('min'), fn.max('seq').as('max'), fn.countAll<number>().as('count')])
    .executeTakeFirstOrThrow()
  if (count === head.seq && (max ?? 0) === head.seq && (min ?? 1) === 1) return undefined
  const detail = `there were ${head.seq} entries; ${count} are there, the last of them ${max ?? 0}`
  return { what: count < head.seq ? 'missing' : 'changed', seq: head.seq, detail }
}

/**
 * What runs by itself when rows are written or read: our own triggers, and nothing else. SQLite takes the word `trigger`
 * in any case. `schema` is what SQLite calls the file: `main`, or the name of a guest.
 */
export const triggerFault = async (
  { db }: Pick<StartCheckContext, 'db'>,
  schema = 'main',
): Promise<ChainFault | undefined> => {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from ${sql.table(`${schema}.sqlite_master`)} where lower(type) not in ('table', 'index')`.execute(
    db,
  )
  const there = new Map(rows.map((row) => [row.name, row.sql]))
  const wrong = Object.entries(chainTriggers).find(([name, text]) => there.get(name) !== text)
  if (wrong === undefined && rows.length === Object.keys(chainTriggers).length) return undefined
  const detail = `the triggers that keep it append-only are not as they were made (${wrong?.[0] ?? 'one more'})`
  return { what: 'changed', seq: 0, detail }
}

const lastCheckpointFault = async ({ db, keys }: StartCheckContext): Promise<ChainFault | undefined> => {
  const last = await db.selectFrom('checkpoints').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
  if (last === undefined) return { what: 'missing', seq: 0, detail: 'all checkpoints are gone' }
  return checkpointFault(db, last, { signatures: keys, what: 'the last checkpoint' })
}

const witnessFault = async ({ db, keys, witness }: StartCheckContext): Promise<ChainFault | undefined> =>
  witness && checkpointFault(db, witness, { signatures: keys, what: 'what was noted beside the key' })

/**
 * That every row is the one that was sealed in its place, to the last: no stream has lost its end, however long ago.
 * What events say is left to whoever reads them, so that a journal of years is looked through in a moment. `pause` is
 * waited for between two pages.
 */
export const findLinkFault = async (
  { db, keys }: Pick<StartCheckContext, 'db' | 'keys'>,
  pause: () => Promise<void>,
): Promise<ChainFault | undefined> => {
  let before = { seq: 0, hash: genesisHash }
  for (;;) {
    await pause()
    const rows = await readLinks(db, before.seq).catch(unreadableFault)
    if ('what' in rows) return rows
    for (const row of rows) {
      const detail = detailOfLink(row, before.hash, keys)
      if (detail !== undefined) return { ...nameOf(row), what: 'changed', detail }
      before = row
    }
    if (rows.length === 0) return undefined
  }
}

const detailOfLink = (row: EventsTable, hashBefore: string, keys: JournalKeyring): string | undefined => {
  if (row.prev_hash !== hashBefore) return 'it does not follow the entry before it'
  return isHashRight(row, hashBefore) ? sealFault(keys, row, row.hash) : 'its hash is not the hash of what it says'
}

/** Some 20 ms of checking. */
const pageSize = 250

/** Without events and their salts, which no hash of format 2 is made of. */
const readLinks = (db: Kysely<JournalTables>, after: number): Promise<readonly EventsTable[]> =>
  db
    .selectFrom('events')
    .select(['seq', 'stream', 'version', 'type', 'at', 'prev_hash', 'hash'])
    .select(['format', 'commitment', 'lasting', 'key_id', 'mac'])
    .select(({ ref }) => [
      sql<string>`case when ${ref('format')} = 2 then '' else ${ref('data')} end`.as('data'),
      sql<string | null>`case when ${ref('format')} = 2 then null else ${ref('salt')} end`.as('salt'),
    ])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(pageSize)
    .execute()
