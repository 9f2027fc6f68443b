import type { StreamIndex } from '../incident/stream-index.ts'
import type { AppendTransaction } from './prepared-statements.ts'

type IndexTransaction = Pick<AppendTransaction, 'db' | 'run'>

/** A stream that has begun keeps its number, whether or not it is ever indexed. */
export const registerStream = async ({ db, run }: IndexTransaction, stream: string): Promise<void> => {
  const { length } = await db.selectFrom('streams').select('stream').where('stream', '=', stream).execute()
  if (length === 0) await run.addStream(db, { stream, number: numberOf(stream), open: 0, app_id: null })
}

/** The n of `INC-<n>`. */
export const numberOf = (stream: string): number | null => {
  const digits = /^INC-([1-9]\d{0,14})$/.exec(stream)?.[1]
  return digits === undefined ? null : Number(digits)
}

export const replaceStreamIndex = async (to: IndexTransaction, stream: string, index: StreamIndex): Promise<void> => {
  const open = index.open ? 1 : 0
  const app = index.appId ?? null
  await to.run.indexStream(to.db, open, app, stream, open, app)
  await replacePlaces(to, stream, index.places)
  await replaceDeadlines(to, stream, index.deadlines)
}

const replacePlaces = async (
  { db, run }: IndexTransaction,
  stream: string,
  places: StreamIndex['places'],
): Promise<void> => {
  const known = (await run.places(db, stream)).map(({ place }) => place)
  const wanted = [...new Set(places)]
  if (sameSet(known, wanted)) return
  await run.removePlaces(db, stream)
  for (const place of wanted) await run.addPlace(db, { stream, place, number: numberOf(stream) })
}

const replaceDeadlines = async (
  to: IndexTransaction,
  stream: string,
  deadlines: StreamIndex['deadlines'],
): Promise<void> => {
  const { db, run } = to
  const toText = ({ key, at }: { key: string; at: number }) => `${at} ${key}`
  const known = (await run.deadlines(db, stream)).map(toText)
  const wanted = [...new Map(deadlines.map((deadline) => [deadline.key, deadline])).values()]
  if (sameSet(known, wanted.map(toText))) return
  await run.removeDeadlines(db, stream)
  for (const { key, at } of wanted) await run.addDeadline(db, { stream, key, at })
}

/** Both without doubles. */
const sameSet = (one: readonly string[], other: readonly string[]): boolean => {
  const known = new Set(one)
  return known.size === other.length && other.every((text) => known.has(text))
}
