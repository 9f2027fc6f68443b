import type { IncidentEvent } from '../incident/event.ts'
import { canonical, genesis, hashOf } from './chain.ts'
import { replaceIndex, takePlaceOfStream } from './stream-index.ts'
import type { Database } from './tables.ts'
import type { Append, Appended } from './types.ts'

/** To be called in a transaction: looks first, and writes only where nothing stands in the way. */
export const appendTo = async (db: Database, append: Append, now: number): Promise<Appended> => {
  if (append.input !== undefined && (await wasSeen(db, append.input))) return { is: 'duplicate-input' }
  if ((await versionOf(db, append.stream)) !== append.expectedVersion) return { is: 'conflict' }
  const owner = await otherOwner(db, append)
  if (owner !== undefined) return { is: 'busy', owner }
  await write(db, append, now)
  return { is: 'appended', version: append.expectedVersion + append.events.length }
}

const write = async (db: Database, append: Append, now: number): Promise<void> => {
  if (append.input !== undefined)
    await db
      .insertInto('inputs')
      .values({ ...append.input, at: now })
      .execute()
  await addToChain(db, append)
  if (append.expectedVersion === 0) await takePlaceOfStream(db, append.stream)
  if (append.index !== undefined) await replaceIndex(db, append.stream, append.index)
  if (append.release !== undefined) await db.deleteFrom('claims').where('owner', '=', append.release).execute()
  await takeClaims(db, append.claim, now)
}

export const wasSeen = async (db: Database, input: { platform: string; id: string }): Promise<boolean> => {
  const query = db.selectFrom('inputs').select('at').where('platform', '=', input.platform).where('id', '=', input.id)
  return (await query.executeTakeFirst()) !== undefined
}

const versionOf = async (db: Database, stream: string): Promise<number> => {
  const query = db.selectFrom('events').select('version').where('stream', '=', stream).orderBy('version', 'desc')
  return (await query.limit(1).executeTakeFirst())?.version ?? 0
}

/** Somebody else who holds one of the keys; the one being released in the same breath does not count. */
const otherOwner = async (db: Database, { claim, release }: Append): Promise<string | undefined> => {
  if (claim === undefined || claim.keys.length === 0) return undefined
  const own = [claim.owner, release ?? claim.owner]
  const query = db.selectFrom('claims').select('owner').where('key', 'in', claim.keys).where('owner', 'not in', own)
  return (await query.orderBy('key').executeTakeFirst())?.owner
}

const takeClaims = async (db: Database, claim: Append['claim'], now: number): Promise<void> => {
  for (const key of claim?.keys ?? []) {
    const row = { key, owner: claim?.owner ?? '', at: now }
    const insert = db.insertInto('claims').values(row)
    await insert.onConflict((conflict) => conflict.column('key').doNothing()).execute()
  }
}

const addToChain = async (db: Database, { stream, expectedVersion, events }: Append): Promise<void> => {
  const head = await db.selectFrom('head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirst()
  let last = head ?? { seq: 0, hash: genesis }
  for (const [index, event] of events.entries()) {
    const row = toRow(event, { seq: last.seq + 1, stream, version: expectedVersion + index + 1, prevHash: last.hash })
    await db.insertInto('events').values(row).execute()
    last = row
  }
  if (head === undefined) await db.insertInto('head').values({ id: 1, seq: last.seq, hash: last.hash }).execute()
  else await db.updateTable('head').set({ seq: last.seq, hash: last.hash }).where('id', '=', 1).execute()
}

const toRow = (event: IncidentEvent, place: { seq: number; stream: string; version: number; prevHash: string }) => {
  const data = canonical(event)
  const { seq, stream, version, prevHash } = place
  return {
    seq,
    stream,
    version,
    type: event.type,
    at: event.at,
    data,
    prev_hash: prevHash,
    hash: hashOf({ ...place, data }),
  }
}
