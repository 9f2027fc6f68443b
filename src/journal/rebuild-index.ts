import { type Kysely, sql } from 'kysely'
import { foldEvents } from '../incident/evolve.ts'
import type { Incident } from '../incident/incident.ts'
import { claimedKeysOf, claimOwnersOf, streamIndexOf } from '../incident/stream-index.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { JournalDatabase, JournalTables } from './journal-tables.ts'
import { prepareStatements } from './prepared-statements.ts'
import { readStream } from './read-entries.ts'
import { registerStream, replaceStreamIndex } from './stream-index.ts'

interface RebuildOptions {
  readonly db: Kysely<JournalTables>
  readonly keys: JournalKeyring
  readonly now: number
}

/**
 * What is asked for by place, deadline and app, and what running steps hold, only repeats the events, and no seal covers
 * it: what disagrees with them is written anew. Resolves to what did, by name. Throws `JournalBroken`.
 */
export const rebuildIndex = ({ db, keys, now }: RebuildOptions): Promise<readonly string[]> => {
  const run = prepareStatements(db)
  return db.transaction().execute(async (transaction) => {
    const wrong = await removeStrangers(transaction)
    const claims = new Map<string, string>()
    for (const stream of await streamsToCheck(transaction, now)) {
      const incident = await readIncident(transaction, stream, keys)
      if (incident === undefined) continue
      for (const owner of claimOwnersOf(incident)) for (const key of claimedKeysOf(incident)) claims.set(key, owner)
      const changed = await countChanges(transaction, async () => {
        await registerStream({ db: transaction, run }, stream)
        await replaceStreamIndex({ db: transaction, run }, stream, streamIndexOf(incident))
      })
      if (changed > 0) wrong.push(stream)
    }
    return [...wrong, ...(await replaceClaims(transaction, claims, now))]
  })
}

/** What names a stream that has no events: it would be picked up, or give the next incident a false number. */
const removeStrangers = async (db: JournalDatabase): Promise<string[]> => {
  const begun = db.selectFrom('events').select('stream').distinct()
  const strangers = await db.selectFrom('streams').select('stream').where('stream', 'not in', begun).execute()
  for (const table of ['places', 'deadlines', 'streams'] as const)
    await db.deleteFrom(table).where('stream', 'not in', begun).execute()
  return strangers.map(({ stream }) => stream)
}

/** A lease, a verification and a review end long before. */
const watchedAfterClosingInMs = 30 * 86_400_000

/** Incidents that are not closed, or were lately; a running step keeps its incident from being closed. */
const streamsToCheck = async (db: JournalDatabase, now: number): Promise<readonly string[]> => {
  const { rows } = await sql<{ stream: string }>`
    select stream from events where stream glob 'INC-[1-9]*' group by stream
    having sum(type = 'IncidentClosed') = sum(type = 'IncidentReopened') or max(at) > ${now - watchedAfterClosingInMs}
    union select stream from streams where open = 1 union select stream from deadlines
    order by stream`.execute(db)
  return rows.map(({ stream }) => stream)
}

const readIncident = async (
  db: JournalDatabase,
  stream: string,
  keys: JournalKeyring,
): Promise<Incident | undefined> => {
  const events = (await readStream(db, stream, keys)).map(({ event }) => event)
  return events[0]?.type === 'IncidentOpened' ? foldEvents(events) : undefined
}

const countChanges = async (db: JournalDatabase, work: () => Promise<void>): Promise<number> => {
  const changes = async () => (await sql<{ n: number }>`select total_changes() as n`.execute(db)).rows[0]?.n ?? 0
  const before = await changes()
  await work()
  return (await changes()) - before
}

const replaceClaims = async (
  db: JournalDatabase,
  claims: ReadonlyMap<string, string>,
  now: number,
): Promise<readonly string[]> => {
  const found = await db.selectFrom('claims').select(['key', 'owner']).execute()
  const held = new Map(found.map(({ key, owner }) => [key, owner]))
  const wrong = [...new Set([...held.keys(), ...claims.keys()])].filter((key) => held.get(key) !== claims.get(key))
  for (const key of wrong) {
    await db.deleteFrom('claims').where('key', '=', key).execute()
    const owner = claims.get(key)
    if (owner !== undefined) await db.insertInto('claims').values({ key, owner, at: now }).execute()
  }
  return wrong.map((key) => `claim on ${key}`)
}
