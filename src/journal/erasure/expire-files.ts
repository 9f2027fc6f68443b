import { daysKept, isExpired, type Retention } from '../../incident/retention.ts'
import type { JournalKeyring } from '../journal-key.ts'
import type { EvidenceTable, JournalDatabase } from '../journal-tables.ts'
import { type AppendTransaction, prepareStatements } from '../prepared-statements.ts'
import type { JournalEntry } from '../types.ts'
import { appendErasures, type ErasureRecord } from './append-erasures.ts'
import type { ErasureDependencies } from './erasure-dependencies.ts'
import { removeErasedFiles } from './remove-erased-files.ts'
import { readSealedFiles, type SealedFile } from './sealed-files.ts'

/**
 * Erases every file whose time is over: first the rows, together with the events that say so, and then the bytes. What
 * ends in between leaves bytes that no row names, which the next time removes. Resolves to the incidents concerned.
 */
export const expireFiles = async (
  dependencies: ErasureDependencies,
  retention: Retention,
): Promise<readonly string[]> => {
  const { db, files, onAppended } = dependencies
  const appended = await eraseExpiredRows(dependencies, retention)
  if (appended.length > 0) onAppended?.(appended)
  await removeErasedFiles(db, files)
  return [...new Set(appended.map(({ stream }) => stream))]
}

const eraseExpiredRows = (
  { db, keys, randomBytes, now }: ErasureDependencies,
  retention: Retention,
): Promise<readonly JournalEntry[]> => {
  const run = prepareStatements(db)
  return db.transaction().execute(async (transaction) => {
    const at = now()
    const expired = await expiredFiles(transaction, keys, { retention, now: at })
    for (const { id } of expired) await transaction.deleteFrom('evidence').where('id', '=', id).execute()
    const to: AppendTransaction = { db: transaction, run, keys, randomBytes, now: at }
    return appendErasures(
      to,
      expired.map((file) => recordOf(file, retention, at)),
    )
  })
}

/**
 * By what the chain says: nothing seals the rows, whose time anybody could move. Only of a file whose incident never came
 * to name it, so that the chain knows nothing of it, does the row itself have to do.
 */
const expiredFiles = async (
  db: JournalDatabase,
  keys: JournalKeyring,
  when: { readonly retention: Retention; readonly now: number },
): Promise<readonly SealedFile[]> => {
  const sealed = await readSealedFiles(db, keys)
  const rows = await db.selectFrom('evidence').selectAll().orderBy('at').orderBy('id').execute()
  return rows.map((row) => sealed.get(row.id) ?? asFile(row)).filter((file) => isExpired(file, when))
}

const asFile = ({ id, content_type, sha256, stream, at }: EvidenceTable): SealedFile => ({
  id,
  contentType: content_type,
  sha256,
  stream,
  at,
})

const recordOf = (file: SealedFile, retention: Retention, at: number): ErasureRecord => {
  const keptForDays = daysKept(file, retention)
  const reason = `kept for ${keptForDays} days`
  const { id: evidence, sha256, stream } = file
  return { stream, event: { type: 'EvidenceErased', at, evidence, sha256, by: 'Appmedic', reason, keptForDays } }
}
