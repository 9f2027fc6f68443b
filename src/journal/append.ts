import { canonicalJson } from '../incident/canonical-json.ts'
import type { IncidentEvent } from '../incident/event.ts'
import { lastingFieldsOf } from '../incident/events/lasting-fields.ts'
import { chainHashOf, commitmentOf, currentFormat } from './hash-chain.ts'
import { toJournalEntry } from './journal-entry.ts'
import type { EventsTable } from './journal-tables.ts'
import type { AppendTransaction } from './prepared-statements.ts'
import { headSealText, sealFault, sealOf } from './row-seal.ts'
import { registerStream, replaceStreamIndex } from './stream-index.ts'
import { type AppendRequest, type AppendResult, JournalBroken, type JournalEntry, JournalError } from './types.ts'

/** Looks first, and writes only where nothing stands in the way. */
export const appendInTransaction = async (to: AppendTransaction, append: AppendRequest): Promise<AppendResult> => {
  if (append.input !== undefined && (await wasInputSeen(to, append.input))) return { is: 'duplicate-input' }
  const tip = await tipOf(to, append.stream)
  if (tip.version !== append.expectedVersion) return { is: 'conflict' }
  const owner = await otherOwner(to, append)
  if (owner !== undefined) return { is: 'busy', owner }
  const entries = await writeAppend(to, append, tip)
  return { is: 'appended', version: append.expectedVersion + append.events.length, entries }
}

export const wasInputSeen = async (
  { db, run }: Pick<AppendTransaction, 'db' | 'run'>,
  input: { platform: string; id: string },
): Promise<boolean> => (await run.input(db, input.platform, input.id)).length > 0

interface StreamTip {
  readonly seq: number
  readonly hash: string
  readonly version: number
}

const tipOf = async ({ db, run, keys }: AppendTransaction, stream: string): Promise<StreamTip> => {
  const [tip] = await run.tip(db, stream)
  if (tip === undefined) throw new JournalError('The journal has lost its head: run `journal verify`.')
  const fault = sealFault(keys, tip, headSealText(tip))
  if (fault !== undefined) throw new JournalBroken({ what: 'changed', seq: tip.seq, detail: `the head: ${fault}` })
  return { seq: tip.seq, hash: tip.hash, version: tip.version ?? 0 }
}

const writeAppend = async (
  to: AppendTransaction,
  append: AppendRequest,
  tip: StreamTip,
): Promise<readonly JournalEntry[]> => {
  const { db, run, now } = to
  if (append.input !== undefined) await run.addInput(db, { ...append.input, at: now })
  const entries = append.events.length > 0 ? await addToChain(to, append, tip) : []
  if (tip.version === 0) await registerStream(to, append.stream)
  if (append.index !== undefined) await replaceStreamIndex(to, append.stream, append.index)
  if (append.release !== undefined) await db.deleteFrom('claims').where('owner', '=', append.release).execute()
  if (append.claim !== undefined) await takeClaims(to, append.claim)
  return entries
}

const addToChain = async (
  to: AppendTransaction,
  { stream, events }: AppendRequest,
  tip: StreamTip,
): Promise<readonly JournalEntry[]> => {
  const entries: JournalEntry[] = []
  let { seq, hash, version } = tip
  for (const event of events) {
    const row = rowOf(event, { seq: ++seq, stream, version: ++version, prev_hash: hash }, to)
    hash = row.hash
    await to.run.addEvent(to.db, row)
    entries.push(toJournalEntry(row, event))
  }
  const seal = sealOf(to.keys.current, headSealText({ seq, hash }))
  await to.run.moveHead(to.db, seq, hash, seal.key_id, seal.mac)
  return entries
}

type RowPlace = Pick<EventsTable, 'seq' | 'stream' | 'version' | 'prev_hash'>

const rowOf = (
  event: IncidentEvent,
  place: RowPlace,
  { keys, randomBytes }: Pick<AppendTransaction, 'keys' | 'randomBytes'>,
): EventsTable => {
  const { type, at } = event
  const data = canonicalJson(event)
  const salt = Buffer.from(randomBytes(saltSizeInBytes)).toString('hex')
  const said = {
    format: currentFormat,
    type,
    at,
    commitment: commitmentOf(data, salt),
    lasting: lastingFieldsOf(event),
  }
  const hash = chainHashOf({ ...said, ...place, prevHash: place.prev_hash })
  return { ...place, ...said, data, salt, hash, ...sealOf(keys.current, hash) }
}

const saltSizeInBytes = 16

/** Somebody else who holds one of the keys; the one being released in the same breath does not count. */
const otherOwner = async (
  { db }: AppendTransaction,
  { claim, release }: AppendRequest,
): Promise<string | undefined> => {
  if (claim === undefined || claim.keys.length === 0) return undefined
  const own = [claim.owner, release ?? claim.owner]
  const query = db.selectFrom('claims').select('owner').where('key', 'in', claim.keys).where('owner', 'not in', own)
  return (await query.orderBy('key').executeTakeFirst())?.owner
}

const takeClaims = async (
  { db, now }: AppendTransaction,
  claim: NonNullable<AppendRequest['claim']>,
): Promise<void> => {
  for (const key of claim.keys) {
    const insert = db.insertInto('claims').values({ key, owner: claim.owner, at: now })
    await insert.onConflict((conflict) => conflict.column('key').doNothing()).execute()
  }
}
