import type { Kysely } from 'kysely'
import type { ContentAddressedStore } from '../content-store.ts'
import type { JournalHalt } from '../journal-halt.ts'
import type { JournalTables } from '../journal-tables.ts'
import type { AppendTransaction } from '../prepared-statements.ts'
import type { wrapStorageErrors } from '../storage-errors.ts'
import type { JournalEntry } from '../types.ts'
import type { JournalFileRest } from './overwrite-freed-pages.ts'

export interface ErasureDependencies
  extends Pick<AppendTransaction, 'keys' | 'randomBytes'>,
    Omit<JournalFileRest, 'db'> {
  readonly db: Kysely<JournalTables>
  readonly files: ContentAddressedStore
  readonly guard: ReturnType<typeof wrapStorageErrors>
  readonly halt: JournalHalt
  now(): number
  onAppended?(entries: readonly JournalEntry[]): void
}
