import type { Kysely } from 'kysely'
import { signCheckpoint } from './checkpoint.ts'
import type { JournalHalt } from './journal-halt.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { JournalTables } from './journal-tables.ts'
import { headSealText, sealFault } from './row-seal.ts'
import { type JournalEntry, JournalError } from './types.ts'
import { writeWitness } from './witness-file.ts'

/** Runs the work after so long, and gives the way to call it off. */
export type RunLater = (work: () => void, inMs: number) => () => void

export interface CheckpointDependencies {
  readonly db: Kysely<JournalTables>
  readonly keys: JournalKeyring
  readonly halt: JournalHalt
  readonly witnessFile?: string | undefined
  readonly later: RunLater
  now(): number
  onTrouble(error: unknown): void
}

export interface CheckpointWriter {
  /** Never waits, never throws: one checkpoint within a second, and one at once for a closing. */
  onAppended(entries: readonly JournalEntry[]): void
  /** Resolves when the head of the chain is noted, or was reported as trouble. */
  flush(): Promise<void>
  /** Flushes once more; what is appended after it is not noted. */
  close(): Promise<void>
}

const intervalInMs = 1_000

/** `noted` is the position of the last checkpoint that stands both in the database and beside the key. */
export const createCheckpointWriter = (
  dependencies: CheckpointDependencies,
  noted: number | undefined,
): CheckpointWriter => {
  let last = noted
  let cancel: (() => void) | undefined
  let writing: Promise<void> = Promise.resolve()
  let troubled = false
  let closed = false

  const flush = (): Promise<void> => {
    cancel?.()
    cancel = undefined
    writing = writing.then(write)
    return writing
  }

  const write = async (): Promise<void> => {
    if (dependencies.halt.isBroken()) return
    try {
      last = await noteHead(dependencies, last)
      troubled = false
    } catch (error) {
      if (!troubled) dependencies.onTrouble(error)
      troubled = true
    }
  }

  return {
    onAppended: (entries) => {
      if (closed || entries.length === 0) return
      if (entries.some(({ event }) => event.type === 'IncidentClosed')) void flush()
      else cancel ??= dependencies.later(() => void flush(), intervalInMs)
    },
    flush,
    close: () => {
      closed = true
      return flush()
    },
  }
}

/** The database first: what is noted beside the key must be found there. Resolves to the position noted. */
const noteHead = async (
  { db, keys, now, witnessFile }: CheckpointDependencies,
  last: number | undefined,
): Promise<number> => {
  const head = await db.selectFrom('head').selectAll().executeTakeFirstOrThrow()
  const { seq, hash } = head
  if (seq === last) return seq
  const fault = sealFault(keys, head, headSealText(head))
  if (fault !== undefined) throw new JournalError(`The head of the chain can't be noted: ${fault}`)
  const checkpoint = signCheckpoint(keys.current, { seq, hash, at: now() })
  const insert = db.insertInto('checkpoints').values({ ...checkpoint })
  await insert.onConflict((conflict) => conflict.column('seq').doNothing()).execute()
  if (witnessFile !== undefined) await writeWitness(witnessFile, checkpoint)
  return seq
}
