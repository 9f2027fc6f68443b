import { daysKept, isExpired, type Retention } from '../../incident/retention.ts'
import type { EvidenceTable, JournalDatabase } from '../journal-tables.ts'
import { type AppendTransaction, prepareStatements } from '../prepared-statements.ts'
import type { JournalEntry } from '../types.ts'
import { appendErasures, type ErasureRecord } from './append-erasures.ts'
import type { ErasureDependencies } from './erasure-dependencies.ts'
import { removeErasedFiles } from './remove-erased-files.ts'

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
    const rows = await expiredRows(transaction, retention, at)
    for (const { id } of rows) await transaction.deleteFrom('evidence').where('id', '=', id).execute()
    const to: AppendTransaction = { db: transaction, run, keys, randomBytes, now: at }
    return appendErasures(
      to,
      rows.map((row) => recordOf(row, retention, at)),
    )
  })
}

const expiredRows = async (
  db: JournalDatabase,
  retention: Retention,
  now: number,
): Promise<readonly EvidenceTable[]> => {
  const rows = await db.selectFrom('evidence').selectAll().orderBy('at').orderBy('id').execute()
  return rows.filter(({ content_type, at }) => isExpired({ contentType: content_type, at }, { retention, now }))
}

const recordOf = (row: EvidenceTable, retention: Retention, at: number): ErasureRecord => {
  const keptForDays = daysKept({ contentType: row.content_type }, retention)
  const reason = `kept for ${keptForDays} days`
  const { id: evidence, sha256, stream } = row
  return { stream, event: { type: 'EvidenceErased', at, evidence, sha256, by: 'Appmedic', reason, keptForDays } }
}
