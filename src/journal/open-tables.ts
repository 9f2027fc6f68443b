import { Kysely } from 'kysely'
import { findFormerFault, type JournalAge, journalAgeOf, keepFormerCopy } from './former-chain.ts'
import { closeForWriting, inMemoryDataDir, journalFileIn, openForWriting } from './journal-file.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { JournalLog } from './journal-log.ts'
import { type JournalSecretOptions, openKeyring, witnessFileOf } from './journal-secrets.ts'
import type { JournalTables } from './journal-tables.ts'
import { migrateJournal } from './migrations/index.ts'
import type { RandomBytes } from './prepared-statements.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'
import type { SqliteDatabase } from './sqlite-engine.ts'
import { JournalBroken, JournalError } from './types.ts'
import { readWitness } from './witness-file.ts'

export interface OpenTablesOptions extends JournalSecretOptions {
  readonly randomBytes: RandomBytes
  readonly log: JournalLog
  now(): number
}

export interface OpenedTables {
  readonly db: Kysely<JournalTables>
  /** What it speaks with, for what Kysely has no words for. */
  readonly database: SqliteDatabase
  readonly keys: JournalKeyring
  /** What they were before. */
  readonly age: JournalAge
}

/** Opens the file for this process alone, and brings the tables up to date; they are those of today when it resolves. */
export const openTables = async (options: OpenTablesOptions): Promise<OpenedTables> => {
  const database = await openForWriting(options.dataDir)
  const db = new Kysely<JournalTables>({ dialect: createSqliteDialect(database, () => closeForWriting(database)) })
  try {
    const age = await journalAgeOf(db)
    const keys = await openKeyring(options, age, options)
    if (age === 'sealed') await refuseForeignKey(db, keys, options.dataDir)
    if (age === 'former') await prepareFormerJournal(db, options)
    await migrateJournal(db, { key: keys.current, now: options.now() })
    await recordHolder(db, options.now())
    return { db, database, keys, age }
  } catch (error) {
    await db.destroy().catch(() => undefined)
    throw error
  }
}

/** A wrong key is a wrong setting, not a broken journal. */
const refuseForeignKey = async (db: Kysely<JournalTables>, keys: JournalKeyring, dataDir: string): Promise<void> => {
  const head = await db.selectFrom('head').select('key_id').executeTakeFirst()
  if (typeof head?.key_id !== 'string' || keys.byId(head.key_id) !== undefined) return
  throw new JournalError(
    `The journal in ${dataDir} is sealed with the key ${head.key_id}, and the one given is ${keys.current.id}. ` +
      'Set JOURNAL_KEY_FILE or JOURNAL_KEY_VAULT_SECRET to its own; a new seed goes above the former ones, which stay.',
  )
}

/** Its rows are sealed only once, and only as a chain that holds: a false row must not get a seal. */
const prepareFormerJournal = async (db: Kysely<JournalTables>, options: OpenTablesOptions): Promise<void> => {
  const witnessFile = witnessFileOf(options)
  const witness = witnessFile === undefined ? undefined : await readWitness(witnessFile)
  if (witness !== undefined) throw new JournalError(sealedBefore(options.dataDir, `${witnessFile}`))
  const fault = await findFormerFault(db)
  if (fault !== undefined) throw new JournalBroken(fault)
  if (options.dataDir === inMemoryDataDir) return
  const copy = `${journalFileIn(options.dataDir)}${formerCopySuffix}`
  await keepFormerCopy(db, copy)
  options.log.info({ copy }, 'the journal of a former version was found right and is sealed; remove the copy in time')
}

const formerCopySuffix = '.before-0002'

const sealedBefore = (dataDir: string, witnessFile: string): string =>
  `The journal in ${dataDir} is one of a former version, but this key has sealed one already (${witnessFile}): ` +
  'somebody put an old file in its place. Put the latest backup back. If it was you, and you mean it, remove that file.'

/** The first write is what locks other processes out. */
const recordHolder = async (db: Kysely<JournalTables>, since: number): Promise<void> => {
  const row = { pid: process.pid, since }
  const insert = db.insertInto('holder').values({ id: 1, ...row })
  await insert.onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute()
}
