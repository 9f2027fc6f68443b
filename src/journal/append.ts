import { canonicalJson } from '../incident/canonical-json.ts'
import { chainHashOf } from './hash-chain.ts'
import type { AppendTransaction } from './prepared-statements.ts'
import { registerStream, replaceStreamIndex } from './stream-index.ts'
import { type AppendRequest, type AppendResult, JournalError } from './types.ts'

/** Looks first, and writes only where nothing stands in the way. */
export const appendInTransaction = async (to: AppendTransaction, append: AppendRequest): Promise<AppendResult> => {
  if (append.input !== undefined && (await wasInputSeen(to, append.input))) return { is: 'duplicate-input' }
  const tip = await tipOf(to, append.stream)
  if (tip.version !== append.expectedVersion) return { is: 'conflict' }
  const owner = await otherOwner(to, append)
  if (owner !== undefined) return { is: 'busy', owner }
  await writeAppend(to, append, tip)
  return { is: 'appended', version: append.expectedVersion + append.events.length }
}

export const wasInputSeen = async (
  { db, run }: AppendTransaction,
  input: { platform: string; id: string },
): Promise<boolean> => (await run.input(db, input.platform, input.id)).length > 0

interface StreamTip {
  readonly seq: number
  readonly hash: string
  readonly version: number
}

const tipOf = async ({ db, run }: AppendTransaction, stream: string): Promise<StreamTip> => {
  const [tip] = await run.tip(db, stream)
  if (tip === undefined) throw new JournalError('The journal has lost its head: run `journal verify`.')
  return { ...tip, version: tip.version ?? 0 }
}

const writeAppend = async (to: AppendTransaction, append: AppendRequest, tip: StreamTip): Promise<void> => {
  const { db, run, now } = to
  if (append.input !== undefined) await run.addInput(db, { ...append.input, at: now })
  if (append.events.length > 0) await addToChain(to, append, tip)
  if (tip.version === 0) await registerStream(to, append.stream)
  if (append.index !== undefined) await replaceStreamIndex(to, append.stream, append.index)
  if (append.release !== undefined) await db.deleteFrom('claims').where('owner', '=', append.release).execute()
  if (append.claim !== undefined) await takeClaims(to, append.claim)
}

const addToChain = async (
  { db, run }: AppendTransaction,
  { stream, events }: AppendRequest,
  tip: StreamTip,
): Promise<void> => {
  let { seq, hash, version } = tip
  for (const event of events) {
    const data = canonicalJson(event)
    const link = { seq: ++seq, stream, version: ++version, data, prevHash: hash }
    hash = chainHashOf(link)
    await run.addEvent(db, {
      seq,
      stream,
      version,
      type: event.type,
      at: event.at,
      data,
      prev_hash: link.prevHash,
      hash,
    })
  }
  await run.moveHead(db, seq, hash)
}

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
