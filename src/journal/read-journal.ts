import { entriesAfter } from './journal.ts'
import { readingOnly } from './read-only.ts'
import type { Entry } from './types.ts'

const pageSize = 500

/** Every entry of a directory's journal in the order of the chain, while Appmedic does not run on it. */
export const readJournal = (dataDir: string, visit: (entry: Entry) => void): Promise<void> =>
  readingOnly(dataDir, async (db) => {
    let after = 0
    for (;;) {
      const page = await entriesAfter(db, after, pageSize)
      for (const entry of page) visit(entry)
      const last = page.at(-1)
      if (last === undefined) return
      after = last.seq
    }
  })
