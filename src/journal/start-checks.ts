import { type Kysely, sql } from 'kysely'
import { chainTriggers } from './chain-triggers.ts'
import { nameOf } from './check-entry.ts'
import { type ChainFault, checkRow } from './check-row.ts'
import type { Checkpoint } from './checkpoint.ts'
import { readReplacements } from './erased-entries.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { EventsTable, JournalTables } from './journal-tables.ts'
import { headSealText, sealFault } from './row-seal.ts'
import { isStorageUnavailable } from './storage-errors.ts'
import { checkpointFault, hashAt } from './verify-checkpoints.ts'

export interface StartCheckContext {
  readonly db: Kysely<JournalTables>
  readonly keys: JournalKeyring
  /** What was noted outside the database; absent where nothing was, or nothing may be. */
  readonly witness?: Checkpoint | undefined
}

/**
 * What does not take reading the whole chain. Each row is checked when its stream is read; that none is missing, and
 * that this is the journal's latest state, is checked here. The first thing that is wrong, or `undefined`.
 */
export const findStartFault = async (context: StartCheckContext): Promise<ChainFault | undefined> => {
  try {
    for (const check of [headFault, triggerFault, lastCheckpointFault, witnessFault, tailFault]) {
      const fault = await check(context)
      if (fault !== undefined) return fault
    }
    return undefined
  } catch (error) {
    if (isStorageUnavailable(error)) throw error
    return { what: 'unreadable', seq: 0, detail: (error as Error).message }
  }
}

const headFault = async ({ db, keys }: StartCheckContext): Promise<ChainFault | undefined> => {
  const head = await db.selectFrom('head').selectAll().executeTakeFirst()
  if (head === undefined) return { what: 'changed', seq: 0, detail: 'the head of the chain is gone' }
  const fault = sealFault(keys, head, headSealText(head))
  if (fault !== undefined) return { what: 'changed', seq: head.seq, detail: `the head of the chain: ${fault}` }
  const { min, max, count } = await db
    .selectFrom('events')
    .select(({ fn }) => [fn.min('seq').as('min'), fn.max('seq').as('max'), fn.countAll<number>().as('count')])
    .executeTakeFirstOrThrow()
  if (count === head.seq && (max ?? 0) === head.seq && (min ?? 1) === 1) return undefined
  const detail = `there were ${head.seq} entries; ${count} are there, the last of them ${max ?? 0}`
  return { what: count < head.seq ? 'missing' : 'changed', seq: head.seq, detail }
}

/** `schema` is what SQLite calls the file: `main`, or the name of a guest. */
export const triggerFault = async (
  { db }: Pick<StartCheckContext, 'db'>,
  schema = 'main',
): Promise<ChainFault | undefined> => {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from ${sql.table(`${schema}.sqlite_master`)} where type = 'trigger'`.execute(db)
  const there = new Map(rows.map((row) => [row.name, row.sql]))
  const wrong = Object.entries(chainTriggers).find(([name, text]) => there.get(name) !== text)
  if (wrong === undefined && there.size === Object.keys(chainTriggers).length) return undefined
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

/** A long incident, and a second's work at the least. */
const shortestTail = 500

/** What came since the checkpoint before the last is the likeliest to be touched, and not yet noted elsewhere. */
const tailFault = async (context: StartCheckContext): Promise<ChainFault | undefined> => {
  const { db, keys } = context
  const [head, checkpoints] = await Promise.all([
    db.selectFrom('head').select('seq').executeTakeFirstOrThrow(),
    db.selectFrom('checkpoints').select('seq').orderBy('seq', 'desc').limit(2).execute(),
  ])
  const from = Math.max(0, Math.min(checkpoints[1]?.seq ?? 0, head.seq - shortestTail))
  let hash = await hashAt(db, from)
  for (let after = from; ; ) {
    const rows = await readPage(db, after)
    const replacements = await readReplacements(db, rows, keys)
    for (const row of rows) {
      const fault = faultOfNext(row, hash, { keys, replacements })
      if (fault !== undefined) return { ...nameOf(row), ...fault }
      hash = row.hash
    }
    const last = rows.at(-1)
    if (last === undefined) return undefined
    after = last.seq
  }
}

const faultOfNext = (row: EventsTable, hashBefore: string | undefined, context: Parameters<typeof checkRow>[1]) => {
  if (row.prev_hash !== hashBefore)
    return { what: 'reordered', detail: 'it does not follow the entry before it' } as const
  const checked = checkRow(row, context)
  return checked.right ? undefined : checked.fault
}

const readPage = (db: Kysely<JournalTables>, after: number): Promise<readonly EventsTable[]> =>
  db.selectFrom('events').selectAll().where('seq', '>', after).orderBy('seq').limit(shortestTail).execute()
