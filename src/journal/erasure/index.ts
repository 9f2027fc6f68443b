import type { IncidentEvent } from '../../incident/event.ts'
import type { Retention } from '../../incident/retention.ts'
import type { EvidenceTable, JournalDatabase } from '../journal-tables.ts'
import { type AppendTransaction, prepareStatements } from '../prepared-statements.ts'
import { type JournalEntry, JournalError } from '../types.ts'
import { appendErasures } from './append-erasures.ts'
import type { ErasureDependencies } from './erasure-dependencies.ts'
import { expireFiles } from './expire-files.ts'
import { type FoundEntries, findEntries, holding } from './find-entries.ts'
import { type FoundFiles, findFiles } from './find-files.ts'
import { occurrencesIn, withoutText } from './occurrences.ts'
import { overwriteFreedPages } from './overwrite-freed-pages.ts'
import { removeErasedFiles } from './remove-erased-files.ts'
import type { ErasureOrder, ErasurePlan, ErasureRequest } from './types.ts'

export interface Erasure {
  /** Says what `erase` would do, and does nothing. */
  plan(request: ErasureRequest): Promise<ErasurePlan>
  /** All of it or nothing; throws where an obstacle is in the way. Nothing found is nothing done. */
  erase(order: ErasureOrder): Promise<ErasurePlan>
  /** Erases the files whose time is over; resolves to the streams that had some. */
  expire(retention: Retention): Promise<readonly string[]>
}

export const createErasure = (dependencies: ErasureDependencies): Erasure => {
  const { db, files, keys, halt } = dependencies
  const guard = <Result>(work: () => Promise<Result>): Promise<Result> =>
    halt.unlessBroken(() => dependencies.guard(work))
  return {
    plan: (request) =>
      guard(async () => {
        checkText(request)
        const found = await findFiles(db, request, files)
        return planOf(db, request, { files: found, ...(await findEntries(db, request, keys)) })
      }),
    erase: (order) =>
      guard(async () => {
        checkText(order)
        const found = await findFiles(db, order, files)
        const { plan, appended } = await eraseRows(dependencies, order, found)
        dependencies.onAppended?.(appended)
        await removeErasedFiles(db, files)
        const rest = await overwriteFreedPages(dependencies, order)
        return { ...plan, left: [...plan.left, ...rest] }
      }),
    expire: (retention) => guard(() => expireFiles(dependencies, retention)),
  }
}

/** Less stands in every second entry by chance. */
const minLength = 4

const checkText = (asked: ErasureRequest & { readonly reason?: string }): void => {
  if (asked.text.trim().length < minLength)
    throw new JournalError(`What is to be erased has at least ${minLength} characters: less would be found everywhere.`)
  if (asked.reason?.includes(asked.text) === true)
    throw new JournalError('The reason holds the text itself, and would be kept: give another one.')
}

type Found = FoundEntries & { readonly files: FoundFiles }

const planOf = async (db: JournalDatabase, request: ErasureRequest, found: Found): Promise<ErasurePlan> => {
  const { entries, obstacles, files } = found
  const streams = new Set([...entries, ...files.holding].map(({ stream }) => stream))
  return {
    entries: entries.map(({ replacement: _, ...entry }) => entry),
    files: files.holding.map(({ id, stream, file_name, sha256 }) => ({ id, stream, sha256, fileName: file_name })),
    messages: (await messagesHolding(db, request.text)).length,
    obstacles,
    cards: (await Promise.all([...streams].map((stream) => cardsOf(db, stream)))).flat(),
    left: [...(await entriesElsewhere(db, request)), ...files.unread.map(unreadLine)],
  }
}

const unreadLine = ({ stream, file_name }: EvidenceTable): string =>
  `${file_name} of ${stream} is no text: nobody has looked into it.`

const entriesElsewhere = async (db: JournalDatabase, { text, stream }: ErasureRequest): Promise<readonly string[]> => {
  if (stream === undefined) return []
  const others = db.selectFrom('events').select('stream').distinct().where(holding('data', text))
  const rows = await others.where('stream', '!=', stream).orderBy('stream').execute()
  return rows.map((row) => `${row.stream} holds it, too: it was not asked for.`)
}

const cardsOf = async (db: JournalDatabase, stream: string): Promise<ErasurePlan['cards']> => {
  const posted = db.selectFrom('events').select('data').where('stream', '=', stream).where('type', '=', 'CardPosted')
  return (await posted.where('data', '!=', '').execute()).flatMap(({ data }) => {
    const event: IncidentEvent = JSON.parse(data)
    return event.type === 'CardPosted' ? [{ stream, card: event.card, place: event.place }] : []
  })
}

const messagesHolding = (db: JournalDatabase, text: string) =>
  db.selectFrom('transcript').select(['id', 'json']).where(holding('json', text)).execute()

interface ErasedRows {
  readonly plan: ErasurePlan
  readonly appended: readonly JournalEntry[]
}

const eraseRows = (
  { db, keys, randomBytes, now }: ErasureDependencies,
  order: ErasureOrder,
  files: FoundFiles,
): Promise<ErasedRows> => {
  const run = prepareStatements(db)
  return db.transaction().execute(async (transaction) => {
    const found = { files, ...(await findEntries(transaction, order, keys)) }
    if (found.obstacles.length > 0) throw new JournalError(`Nothing was erased. ${found.obstacles.join(' ')}`)
    const plan = await planOf(transaction, order, found)
    await takeOut(transaction, order, found)
    const to: AppendTransaction = { db: transaction, run, keys, randomBytes, now: now() }
    return { plan, appended: await recordErasure(to, order, found) }
  })
}

const takeOut = async (db: JournalDatabase, { text }: ErasureOrder, { entries, files }: Found): Promise<void> => {
  for (const { seq } of entries)
    await db.updateTable('events').set({ data: '', salt: null }).where('seq', '=', seq).execute()
  for (const { id } of files.holding) await db.deleteFrom('evidence').where('id', '=', id).execute()
  for (const { id, json } of await messagesHolding(db, text)) {
    const { id: itsId, channel, ...message } = JSON.parse(json)
    const rewritten = JSON.stringify({ id: itsId, channel, ...withoutText(message, text) })
    await db.updateTable('transcript').set({ json: rewritten }).where('id', '=', id).execute()
  }
  const named = await db.selectFrom('evidence').select(['id', 'file_name']).execute()
  for (const { id, file_name } of named.filter((row) => occurrencesIn(row.file_name, text).length > 0)) {
    const name = withoutText(file_name, text)
    await db.updateTable('evidence').set({ file_name: name }).where('id', '=', id).execute()
  }
}

const recordErasure = (
  to: AppendTransaction,
  { by, reason }: ErasureOrder,
  { entries, files }: Found,
): Promise<readonly JournalEntry[]> => {
  const payloads = entries.map(({ seq, stream, version, replacement }) => {
    const event = { type: 'PayloadErased', at: to.now, by, entry: { seq, version }, replacement, reason } as const
    return { stream, event }
  })
  const evidence = files.holding.map(({ id, stream, sha256 }) => {
    const event = { type: 'EvidenceErased', at: to.now, evidence: id, sha256, by, reason } as const
    return { stream, event }
  })
  return appendErasures(to, [...payloads, ...evidence])
}
