import type { Checkpoint } from './checkpoint.ts'
import { type CheckpointWriter, createCheckpointWriter, type RunLater } from './checkpoint-writer.ts'
import { createJournalHalt, type JournalHalt } from './journal-halt.ts'
import type { JournalLog } from './journal-log.ts'
import type { OpenedTables } from './open-tables.ts'
import { rebuildIndex } from './rebuild-index.ts'
import { findCountFault, findLinkFault, findStartFault } from './start-checks.ts'
import { JournalBroken } from './types.ts'
import { readWitness } from './witness-file.ts'

interface CheckedStartOptions {
  readonly witnessFile: string | undefined
  readonly later: RunLater
  readonly log: JournalLog
  now(): number
}

/** Looked through before anybody is heard: in some 100 ms. What is longer would keep people waiting. */
const fewEntries = 2_000

export interface CheckedStart {
  readonly halt: JournalHalt
  readonly checkpoints: CheckpointWriter
  /** Resolves when the whole chain and its index were looked through: until then nothing may run on what they say. */
  readonly checked: Promise<void>
  /** Gives the looking through up. */
  stopChecking(): void
}

/** Broken or not: a broken journal is opened all the same, so that people who speak can be told. */
export const startChecked = async (tables: OpenedTables, options: CheckedStartOptions): Promise<CheckedStart> => {
  const { db, keys } = tables
  const { witnessFile, later, log, now } = options
  const witness = await readKnownWitness(tables, options)
  const fault = await findStartFault({ db, keys, witness })
  const broken = fault === undefined ? undefined : new JournalBroken(fault)
  const halt = createJournalHalt(broken, ({ message, fault: entry }) => log.error({ entry }, message))
  const onTrouble = (error: unknown) => log.error({ err: error }, 'a checkpoint of the journal could not be written')
  const last = await db.selectFrom('checkpoints').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const noted = witnessFile === undefined || witness?.seq === last?.seq ? last?.seq : undefined
  const checkpoints = createCheckpointWriter({ db, keys, halt, witnessFile, later, now, onTrouble }, noted)
  let stopped = false
  const pause = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    if (stopped) throw new CheckingStopped()
  }
  const checked = halt
    .unlessBroken(() => lookThrough(tables, { log, now, pause }))
    .catch(nothingIfBroken)
    .then(checkpoints.flush)
  if (await isShort(db)) await checked
  else
    checked.catch(
      (err: unknown) => stopped || log.error({ err }, 'the journal could not be looked through: nothing runs'),
    )
  const stopChecking = (): void => {
    stopped = true
  }
  return { halt, checkpoints, checked, stopChecking }
}

class CheckingStopped extends Error {
  override readonly name = 'CheckingStopped'
}

const isShort = async (db: OpenedTables['db']): Promise<boolean> =>
  ((await db.selectFrom('head').select('seq').executeTakeFirst())?.seq ?? 0) <= fewEntries

/** The halt has said so. */
const nothingIfBroken = (error: unknown): void => {
  if (!(error instanceof JournalBroken)) throw error
}

const readKnownWitness = async (
  { age }: OpenedTables,
  { witnessFile, log }: CheckedStartOptions,
): Promise<Checkpoint | undefined> => {
  const witness = witnessFile === undefined ? undefined : await readWitness(witnessFile)
  if (age === 'sealed' && witnessFile !== undefined && witness === undefined)
    log.error(
      { witnessFile },
      'what was noted of the journal is gone: whether it was cut short before now can not be told',
    )
  return witness
}

/** What a version before kept otherwise is no sign of anybody. */
const lookThrough = async (
  { db, keys, age }: OpenedTables,
  { log, now, pause }: Pick<CheckedStartOptions, 'log' | 'now'> & { readonly pause: () => Promise<void> },
): Promise<void> => {
  const fault = (await findCountFault({ db })) ?? (await findLinkFault({ db, keys }, pause))
  if (fault !== undefined) throw new JournalBroken(fault)
  const wrong = await rebuildIndex({ db, keys, now: now(), pause })
  if (wrong.length === 0) return
  log[age === 'sealed' ? 'error' : 'info']({ wrong }, 'the index of the journal disagreed with it and was made anew')
}
