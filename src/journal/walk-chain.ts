import type { Kysely } from 'kysely'
import type { IncidentEvent } from '../incident/event.ts'
import { readChainPage } from './chain-page.ts'
import { type ChainFault, type ChainProgress, checkEntry, startOfChain } from './check-entry.ts'
import { isErased, type RowContext } from './check-row.ts'
import { readReplacements } from './erased-entries.ts'
import type { JournalKeyring } from './journal-key.ts'
import type { EventsTable, JournalTables } from './journal-tables.ts'

interface WalkOptions {
  readonly keys?: JournalKeyring | undefined
  readonly noted?: Pick<ChainProgress, 'seq' | 'hash'> | undefined
}

interface ChainWalk {
  readonly progress: ChainProgress
  readonly erased: number
  readonly broken?: ChainFault
}

type Visit = (row: EventsTable, event: IncidentEvent) => void

/** To its end, or to the first entry that is not as it was written. */
export const walkChain = async (
  db: Kysely<JournalTables>,
  { keys, noted }: WalkOptions,
  visit: Visit = () => undefined,
): Promise<ChainWalk> => {
  let progress = startOfChain()
  let erased = 0
  for (;;) {
    const page = await readChainPage(db, progress.seq)
    if ('broken' in page) return { progress, erased, broken: page.broken }
    if (page.rows.length === 0) return { progress, erased }
    const context: RowContext = { keys, replacements: await readReplacements(db, page.rows, keys) }
    for (const row of page.rows) {
      const checked = checkEntry(progress, row, context)
      if (!checked.right) return { progress, erased, broken: checked.broken }
      if (row.seq === noted?.seq && row.hash !== noted.hash) return { progress, erased, broken: writtenAnew(row.seq) }
      progress = checked.progress
      if (isErased(row)) erased += 1
      visit(row, checked.event)
    }
  }
}

const writtenAnew = (seq: number): ChainFault => ({
  what: 'changed',
  seq,
  detail: 'its hash is not the one noted: the chain was written anew',
})
