import type { Kysely } from 'kysely'
import { upcast } from '../incident/events/upcast.ts'
import { appendInTransaction, wasInputSeen } from './append.ts'
import type { EventsTable, JournalTables } from './journal-tables.ts'
import { prepareStatements } from './prepared-statements.ts'
import type { wrapStorageErrors } from './storage-errors.ts'
import { type Journal, type JournalEntry, JournalError } from './types.ts'

export interface JournalDependencies {
  readonly db: Kysely<JournalTables>
  readonly guard: ReturnType<typeof wrapStorageErrors>
  now(): number
  close(): Promise<void>
}

/** The contract over any database that Kysely speaks. */
export const createJournal = ({ db, guard, now, close }: JournalDependencies): Journal => {
  const run = prepareStatements(db)
  return {
    append: (append) =>
      guard(() =>
        db.transaction().execute((transaction) => appendInTransaction({ db: transaction, run, now: now() }, append)),
      ),
    wasInputSeen: (platform, id) => guard(() => wasInputSeen({ db, run, now: now() }, { platform, id })),
    ...journalReads({ db, guard }),
    close,
  }
}

const journalReads = ({
  db,
  guard,
}: Pick<JournalDependencies, 'db' | 'guard'>): Omit<Journal, 'append' | 'wasInputSeen' | 'close'> => ({
  read: (stream) =>
    guard(async () => {
      const query = db.selectFrom('events').select(entryColumns).where('stream', '=', stream).orderBy('version')
      return (await query.execute()).map(toEntry)
    }),
  nextIncidentId: () => guard(() => nextIncident(db)),
  openStreams: () =>
    guard(async () => {
      const query = db.selectFrom('streams').select('stream').where('open', '=', 1)
      return streamNames(await query.orderBy('number').orderBy('stream').execute())
    }),
  openIncidentsOf: (appId) =>
    guard(async () => {
      const query = db.selectFrom('streams').select('stream').where('open', '=', 1).where('app_id', '=', appId)
      return streamNames(await query.orderBy('number').execute())
    }),
  recentIncidentsOf: (appId, limit) =>
    guard(async () => {
      const query = db.selectFrom('streams').select('stream').where('app_id', '=', appId)
      return streamNames(await query.orderBy('number', 'desc').limit(limit).execute())
    }),
  incidentsInPlace: (place) =>
    guard(async () => {
      const query = db.selectFrom('places').innerJoin('streams', 'streams.stream', 'places.stream')
      const found = query.select('places.stream as stream').where('place', '=', place)
      return streamNames(await found.orderBy('number', 'desc').execute())
    }),
  nextDeadline: () => guard(async () => (await deadlines(db).limit(1).execute()).map(toDeadline)[0]),
  dueDeadlines: (moment) =>
    guard(async () => (await deadlines(db).where('at', '<=', moment).execute()).map(toDeadline)),
  entries: (afterSeq, limit) => guard(() => readEntriesAfter(db, afterSeq, limit)),
})

const entryColumns = ['seq', 'stream', 'version', 'data', 'hash'] as const

const toEntry = (row: Pick<EventsTable, (typeof entryColumns)[number]>): JournalEntry => {
  const { data, ...entry } = row
  try {
    return { ...entry, event: upcast(JSON.parse(data)) }
  } catch (error) {
    const which = `entry ${entry.seq} (${entry.stream} #${entry.version})`
    throw new JournalError(`The journal is damaged at ${which}: run \`journal verify\`.`, { cause: error })
  }
}

export const readEntriesAfter = async (
  db: Kysely<JournalTables>,
  afterSeq: number,
  limit: number,
): Promise<readonly JournalEntry[]> => {
  const query = db.selectFrom('events').select(entryColumns).where('seq', '>', afterSeq)
  return (await query.orderBy('seq').limit(limit).execute()).map(toEntry)
}

const nextIncident = async (db: Kysely<JournalTables>): Promise<string> => {
  const query = db.selectFrom('streams').select('number').where('number', 'is not', null)
  const last = await query.orderBy('number', 'desc').limit(1).executeTakeFirst()
  return `INC-${(last?.number ?? 0) + 1}`
}

const streamNames = (rows: readonly { readonly stream: string }[]): readonly string[] =>
  rows.map(({ stream }) => stream)

const deadlines = (db: Kysely<JournalTables>) =>
  db.selectFrom('deadlines').selectAll().orderBy('at').orderBy('stream').orderBy('key')

const toDeadline = ({ stream, key, at }: { stream: string; key: string; at: number }) => ({
  stream,
  deadline: { key, at },
})
