import type { Database } from './tables.ts'
import type { StreamIndex } from './types.ts'

/** A stream that has begun keeps its number, whether or not it is ever indexed. */
export const takePlaceOfStream = async (db: Database, stream: string): Promise<void> => {
  const row = { stream, number: numberOf(stream), open: 0, app_id: null }
  const insert = db.insertInto('streams').values(row)
  await insert.onConflict((conflict) => conflict.column('stream').doNothing()).execute()
}

/** The n of `INC-<n>`. */
const numberOf = (stream: string): number | null => {
  const digits = /^INC-(\d{1,15})$/.exec(stream)?.[1]
  return digits === undefined ? null : Number(digits)
}

export const replaceIndex = async (db: Database, stream: string, index: StreamIndex): Promise<void> => {
  const row = { open: index.open ? 1 : 0, app_id: index.appId ?? null }
  await db.updateTable('streams').set(row).where('stream', '=', stream).execute()
  await replacePlaces(db, stream, index.places)
  await replaceDeadlines(db, stream, index.deadlines)
}

const replacePlaces = async (db: Database, stream: string, places: StreamIndex['places']): Promise<void> => {
  const known = await db.selectFrom('places').select('place').where('stream', '=', stream).orderBy('place').execute()
  const wanted = [...new Set(places)].sort()
  if (sameText(known.map(({ place }) => place).sort(), wanted)) return
  await db.deleteFrom('places').where('stream', '=', stream).execute()
  for (const place of wanted) await db.insertInto('places').values({ stream, place }).execute()
}

const replaceDeadlines = async (db: Database, stream: string, deadlines: StreamIndex['deadlines']): Promise<void> => {
  const known = await db.selectFrom('deadlines').select(['key', 'at']).where('stream', '=', stream).execute()
  const wanted = [...new Map(deadlines.map((deadline) => [deadline.key, deadline])).values()]
  const toText = ({ key, at }: { key: string; at: number }) => `${at} ${key}`
  if (sameText(known.map(toText).sort(), wanted.map(toText).sort())) return
  await db.deleteFrom('deadlines').where('stream', '=', stream).execute()
  for (const { key, at } of wanted) await db.insertInto('deadlines').values({ stream, key, at }).execute()
}

const sameText = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index])
