import type { Kysely } from 'kysely'
import { appendTo, wasSeen } from './append.ts'
import { statementsFor } from './statements.ts'
import type { EventsTable, Tables } from './tables.ts'
import type { guarding } from './trouble.ts'
import { type Entry, type Journal, JournalError } from './types.ts'

export interface JournalOf {
  readonly db: Kysely<Tables>
  readonly guard: ReturnType<typeof guarding>
  now(): number
  close(): Promise<void>
}

/** The contract over any database that Kysely speaks. */
export const journalOf = ({ db, guard, now, close }: JournalOf): Journal => {
  const run = statementsFor(db)
  return {
    append: (append) =>
      guard(() => db.transaction().execute((transaction) => appendTo({ db: transaction, run, now: now() }, append))),
    seen: (platform, id) => guard(() => wasSeen({ db, run, now: now() }, { platform, id })),
    ...reads({ db, guard }),
    close,
  }
}

const reads = ({ db, guard }: Pick<JournalOf, 'db' | 'guard'>): Omit<Journal, 'append' | 'seen' | 'close'> => ({
  read: (stream) =>
    guard(async () => {
      const query = db.selectFrom('events').select(entryColumns).where('stream', '=', stream).orderBy('version')
      return (await query.execute()).map(toEntry)
    }),
  nextIncident: () => guard(() => nextIncident(db)),
  openStreams: () =>
    guard(async () => {
      const query = db.selectFrom('streams').select('stream').where('open', '=', 1)
      return names(await query.orderBy('number').orderBy('stream').execute())
    }),
  openFor: (appId) =>
    guard(async () => {
      const query = db.selectFrom('streams').select('stream').where('open', '=', 1).where('app_id', '=', appId)
      return names(await query.orderBy('number').execute())
    }),
  recentFor: (appId, limit) =>
    guard(async () => {
      const query = db.selectFrom('streams').select('stream').where('app_id', '=', appId)
      return names(await query.orderBy('number', 'desc').limit(limit).execute())
    }),
  inPlace: (place) =>
    guard(async () => {
      const query = db.selectFrom('places').innerJoin('streams', 'streams.stream', 'places.stream')
      const found = query.select('places.stream as stream').where('place', '=', place)
      return names(await found.orderBy('number', 'desc').execute())
    }),
  nextDeadline: () => guard(async () => (await deadlines(db).limit(1).execute()).map(toDeadline)[0]),
  due: (moment) => guard(async () => (await deadlines(db).where('at', '<=', moment).execute()).map(toDeadline)),
  entries: (afterSeq, limit) => guard(() => entriesAfter(db, afterSeq, limit)),
})

const entryColumns = ['seq', 'stream', 'version', 'data', 'hash'] as const

const toEntry = (row: Pick<EventsTable, (typeof entryColumns)[number]>): Entry => {
  const { data, ...entry } = row
  try {
    return { ...entry, event: JSON.parse(data) }
  } catch (error) {
    const which = `entry ${entry.seq} (${entry.stream} #${entry.version})`
    throw new JournalError(`The journal is damaged at ${which}: run \`journal verify\`.`, { cause: error })
  }
}

export const entriesAfter = async (db: Kysely<Tables>, afterSeq: number, limit: number): Promise<readonly Entry[]> => {
  const query = db.selectFrom('events').select(entryColumns).where('seq', '>', afterSeq)
  return (await query.orderBy('seq').limit(limit).execute()).map(toEntry)
}

const nextIncident = async (db: Kysely<Tables>): Promise<string> => {
  const query = db.selectFrom('streams').select('number').where('number', 'is not', null)
  const last = await query.orderBy('number', 'desc').limit(1).executeTakeFirst()
  return `INC-${(last?.number ?? 0) + 1}`
}

const names = (rows: readonly { readonly stream: string }[]): readonly string[] => rows.map(({ stream }) => stream)

const deadlines = (db: Kysely<Tables>) =>
  db.selectFrom('deadlines').selectAll().orderBy('at').orderBy('stream').orderBy('key')

const toDeadline = ({ stream, key, at }: { stream: string; key: string; at: number }) => ({
  stream,
  deadline: { key, at },
})
