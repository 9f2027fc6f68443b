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
  /** Waited for between two streams, so that people are heard meanwhile. */
  readonly pause: () => Promise<void>
}

/**
 * What is asked for by place, deadline and app, and what running steps hold, only repeats the events, and no seal covers
 * it: what disagrees with them is written anew. Resolves to what did, by name. Throws `JournalBroken`.
 */
export const rebuildIndex = async ({ db, keys, now, pause }: RebuildOptions): Promise<readonly string[]> => {
  const run = prepareStatements(db)
  const wrong = await db.transaction().execute(removeStrangers)
  const claiming: string[] = []
  for await (const stream of streamsToCheck(db, now)) {
    await pause()
    const incident = await db.transaction().execute(async (transaction) => {
      const found = await readIncident(transaction, stream, keys)
      if (found === undefined) return undefined
      const changed = await countChanges(transaction, async () => {
        await registerStream({ db: transaction, run }, stream)
        await replaceStreamIndex({ db: transaction, run }, stream, streamIndexOf(found))
      })
      if (changed > 0) wrong.push(stream)
      return found
    })
    if (incident !== undefined && claimOwnersOf(incident).length > 0) claiming.push(stream)
  }
  // Read once more, together: what a step holds may have been given back meanwhile, and none begins before the end.
  return db.transaction().execute(async (transaction) => {
    const claims = new Map<string, string>()
    for (const stream of claiming) {
      const incident = await readIncident(transaction, stream, keys)
      if (incident === undefined) continue
      for (const owner of claimOwnersOf(incident)) for (const key of claimedKeysOf(incident)) claims.set(key, owner)
    }
    return [...wrong, ...(await replaceClaims(transaction, claims, now))]
  })
}

/** What names a stream that has no events: it would be picked up, or give the next incident a false number. */
const removeStrangers = async (db: JournalDatabase): Promise<string[]> => {
  const found: string[] = []
  for (const table of ['places', 'deadlines', 'streams'] as const) {
    const { rows } = await sql<{ stream: string }>`
      select distinct stream from ${sql.table(table)} as named
      where not exists (select 1 from events where events.stream = named.stream)`.execute(db)
    for (const { stream } of rows) await db.deleteFrom(table).where('stream', '=', stream).execute()
    if (table === 'streams') found.push(...rows.map(({ stream }) => stream))
  }
  return found
}

/** A lease, a verification and a review end long before. */
const watchedAfterClosingInMs = 30 * 86_400_000

const namesAtOnce = 100

/** Incidents that are not closed, or were lately; a running step keeps its incident from being closed. */
async function* streamsToCheck(db: JournalDatabase, now: number): AsyncGenerator<string> {
  const checked = new Set<string>()
  const inChain = (after: string) => sql<{ stream: string }>`
    select stream from events where stream glob 'INC-[1-9]*' and stream > ${after} group by stream
    having sum(type = 'IncidentClosed') = sum(type = 'IncidentReopened') or max(at) > ${now - watchedAfterClosingInMs}
    order by stream limit ${namesAtOnce}`
  const inIndex = (after: string) => sql<{ stream: string }>`
    select stream from streams where stream > ${after}
    and (open = 1 or exists (select 1 from deadlines where deadlines.stream = streams.stream))
    order by stream limit ${namesAtOnce}`
  for (const named of [inChain, inIndex]) {
    for (let after = ''; ; ) {
      const { rows } = await named(after).execute(db)
      const last = rows.at(-1)
      if (last === undefined) break
      for (const { stream } of rows) if (!checked.has(stream)) yield stream
      for (const { stream } of rows) checked.add(stream)
      after = last.stream
    }
  }
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
