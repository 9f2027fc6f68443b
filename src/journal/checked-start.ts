import { type CheckpointWriter, createCheckpointWriter, type RunLater } from './checkpoint-writer.ts'
import { createJournalHalt, type JournalHalt } from './journal-halt.ts'
import type { JournalLog } from './journal-log.ts'
import type { OpenedTables } from './open-tables.ts'
import { rebuildIndex } from './rebuild-index.ts'
import { findStartFault } from './start-checks.ts'
import { JournalBroken } from './types.ts'
import { readWitness } from './witness-file.ts'

interface CheckedStartOptions {
  readonly witnessFile: string | undefined
  readonly later: RunLater
  readonly log: JournalLog
  now(): number
}

/** Broken or not: a broken journal is opened all the same, so that people who speak can be told. */
export const startChecked = async (
  tables: OpenedTables,
  { witnessFile, later, log, now }: CheckedStartOptions,
): Promise<{ readonly halt: JournalHalt; readonly checkpoints: CheckpointWriter }> => {
  const { db, keys, age } = tables
  const witness = witnessFile === undefined ? undefined : await readWitness(witnessFile)
  if (age === 'sealed' && witnessFile !== undefined && witness === undefined)
    log.error(
      { witnessFile },
      'what was noted of the journal is gone: whether it was cut short before now can not be told',
    )
  const fault = await findStartFault({ db, keys, witness })
  const broken = fault === undefined ? await rebuild(tables, { log, now }) : new JournalBroken(fault)
  const halt = createJournalHalt(broken, ({ message, fault: entry }) => log.error({ entry }, message))
  const onTrouble = (error: unknown) => log.error({ err: error }, 'a checkpoint of the journal could not be written')
  const last = await db.selectFrom('checkpoints').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const noted = witnessFile === undefined || witness?.seq === last?.seq ? last?.seq : undefined
  const checkpoints = createCheckpointWriter({ db, keys, halt, witnessFile, later, now, onTrouble }, noted)
  await checkpoints.flush()
  return { halt, checkpoints }
}

/** What a version before kept otherwise is no sign of anybody. */
const rebuild = async (
  { db, keys, age }: OpenedTables,
  { log, now }: Pick<CheckedStartOptions, 'log' | 'now'>,
): Promise<JournalBroken | undefined> => {
  try {
    const wrong = await rebuildIndex({ db, keys, now: now() })
    if (wrong.length > 0)
      log[age === 'sealed' ? 'error' : 'info'](
        { wrong },
        'the index of the journal disagreed with it and was made anew',
      )
    return undefined
  } catch (error) {
    if (error instanceof JournalBroken) return error
    throw error
  }
}
