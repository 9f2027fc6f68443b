import type { Kysely } from 'kysely'
import type { JournalHalt } from './journal-halt.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { JournalLog } from './journal-log.ts'
import type { InboxTable, JournalTables } from './journal-tables.ts'
import { sealFault, sealOf } from './row-seal.ts'
import type { wrapStorageErrors } from './storage-errors.ts'
import type { Inbox, InboxEntry } from './types.ts'

export interface InboxDependencies {
  readonly db: Kysely<JournalTables>
  readonly guard: ReturnType<typeof wrapStorageErrors>
  readonly halt: JournalHalt
  readonly keys: JournalKeyring
  readonly log: JournalLog
  readonly inPlace: () => void
  now(): number
}

/**
 * Not of the chain, since a row is gone once its input is handled. Each is sealed all the same: whoever can write to the
 * file could else have somebody's approval handled at the next start (L8).
 */
export const createInbox = ({ db, halt, keys, log, inPlace, now, ...dependencies }: InboxDependencies): Inbox => {
  const guard = <Result>(work: () => Promise<Result>): Promise<Result> =>
    halt.unlessBroken(() => dependencies.guard(work))
  return {
    add: ({ platform, id, data }) =>
      guard(async () => {
        inPlace()
        const row = { platform, id, at: now(), retries: 0, data: JSON.stringify(data) }
        const insert = db.insertInto('inbox').values({ ...row, ...sealOf(keys.current, sealText(row)) })
        const added = await insert.onConflict((conflict) => conflict.columns(['platform', 'id']).doNothing()).execute()
        return (added[0]?.numInsertedOrUpdatedRows ?? 0n) > 0n
      }),
    list: () =>
      guard(async () => {
        const rows = await db.selectFrom('inbox').selectAll().orderBy('seq').execute()
        const entries: InboxEntry[] = []
        for (const row of rows) {
          const fault = sealFault(keys, row, sealText(row))
          const { platform, id, at, retries } = row
          if (fault === undefined) entries.push({ platform, id, at, retries, data: JSON.parse(row.data) })
          else {
            log.error({ platform, id, fault }, 'an input that Appmedic did not write was left out')
            await remove(db, row)
          }
        }
        return entries
      }),
    countRetry: ({ platform, id }) =>
      guard(async () => {
        const update = db.updateTable('inbox').set(({ eb }) => ({ retries: eb('retries', '+', 1) }))
        await update.where('platform', '=', platform).where('id', '=', id).execute()
      }),
    remove: (input) => guard(() => remove(db, input)),
  }
}

const remove = async (db: Kysely<JournalTables>, { platform, id }: Pick<InboxEntry, 'platform' | 'id'>) => {
  await db.deleteFrom('inbox').where('platform', '=', platform).where('id', '=', id).execute()
}

/** No hash of an entry and no head looks like it. How often it was tried is ours to count, and proves nothing. */
const sealText = ({ platform, id, at, data }: Pick<InboxTable, 'platform' | 'id' | 'at' | 'data'>): string =>
  `input ${JSON.stringify([platform, id, at, data])}`
