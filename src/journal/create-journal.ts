import { type Kysely, sql } from 'kysely'
import { appendInTransaction, wasInputSeen } from './append.ts'
import type { JournalHalt } from './journal-halt.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { JournalTables } from './journal-tables.ts'
import { prepareStatements, type RandomBytes } from './prepared-statements.ts'
import { readEntriesAfter, readStream } from './read-entries.ts'
import type { wrapStorageErrors } from './storage-errors.ts'
import type { Journal, JournalEntry } from './types.ts'

export interface JournalDependencies {
  readonly db: Kysely<JournalTables>
  readonly guard: ReturnType<typeof wrapStorageErrors>
  readonly keys: JournalKeyring
  readonly halt: JournalHalt
  readonly randomBytes: RandomBytes
  /** Throws where the files that are open are no longer in their place. */
  readonly inPlace: () => void
  now(): number
  /** Called once they are safe, and not waited for. */
  onAppended?(entries: readonly JournalEntry[]): void
  close(): Promise<void>
}

/** The contract over any database that Kysely speaks. */
export const createJournal = (dependencies: JournalDependencies): Journal => {
  const { db, keys, halt, randomBytes, inPlace, now, onAppended, close } = dependencies
  const guard: Guard = (work) => halt.unlessBroken(() => dependencies.guard(work))
  const run = prepareStatements(db)
  return {
    append: async (append) => {
      const appended = await guard(async () => {
        inPlace()
        return db.transaction().execute((transaction) =>
          // What was asked for before a break, and whose turn came after it, is not written either.
          halt.unlessBroken(() => appendInTransaction({ db: transaction, run, now: now(), keys, randomBytes }, append)),
        )
      })
      if (appended.is === 'appended') onAppended?.(appended.entries)
      return appended
    },
    wasInputSeen: (platform, id) => guard(() => wasInputSeen({ db, run }, { platform, id })),
    ...journalReads(db, guard, keys),
    close,
  }
}

type Guard = <T>(work: () => Promise<T>) => Promise<T>

const journalReads = (
  db: Kysely<JournalTables>,
  guard: Guard,
  keys: JournalKeyring,
): Omit<Journal, 'append' | 'wasInputSeen' | 'close'> => ({
  read: (stream) => guard(() => readStream(db, stream, keys)),
  nextIncidentId: () => guard(() => nextIncident(db)),
  openStreams: () =>
    guard(async () => {
      const query = db.selectFrom('streams').select('stream').where('open', '=', 1)
      return streamNames(await query.orderBy('number').orderBy('stream').execute())
    }),
  latestStreams: (limit) =>
    guard(async () => {
      const latest = db.selectFrom('events').select(['stream', 'seq']).where('stream', 'like', 'INC-%')
      const rows = await latest
        .orderBy('seq', 'desc')
        .limit(limit * eventsAnIncident)
        .execute()
      return [...new Set(streamNames(rows))].slice(0, limit)
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
  incidentsWithStepsOf: (appId, limit) =>
    guard(async () => {
      const query = db.selectFrom('streams').innerJoin('events', 'events.stream', 'streams.stream')
      // Written out, since a partial index serves no parameter.
      const begun = query.where(sql<boolean>`events.type = 'MitigationStarted'`).where('app_id', '=', appId)
      const found = begun.select('streams.stream as stream').distinct().select('number')
      return streamNames(await found.orderBy('number', 'desc').limit(limit).execute())
    }),
  incidentsInPlace: (place, limit) =>
    guard(async () => {
      const query = db.selectFrom('places').select('stream').where('place', '=', place)
      return streamNames(await query.orderBy('number', 'desc').limit(limit).execute())
    }),
  dueDeadlines: (moment) =>
    guard(async () => (await deadlines(db).where('at', '<=', moment).execute()).map(toDeadline)),
  entries: (afterSeq, limit) => guard(() => readEntriesAfter(db, afterSeq, limit, keys)),
})

/** As many as a look at an app leaves, about. */
const eventsAnIncident = 40

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
