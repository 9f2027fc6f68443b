import { isStorageDamaged } from './storage-errors.ts'
import { JournalBroken } from './types.ts'

/** After a break everything is refused, until Appmedic is started on a journal that holds. */
export interface JournalHalt {
  /** Throws where the journal is broken; whatever the work finds broken halts it. */
  unlessBroken<T>(work: () => Promise<T>): Promise<T>
  isBroken(): boolean
}

/** `onBreak` is called once. */
export const createJournalHalt = (
  atStart: JournalBroken | undefined,
  onBreak: (broken: JournalBroken) => void,
): JournalHalt => {
  let broken = atStart
  if (broken !== undefined) onBreak(broken)
  return {
    isBroken: () => broken !== undefined,
    unlessBroken: async (work) => {
      if (broken !== undefined) throw broken
      try {
        return await work()
      } catch (error) {
        const found = breakIn(error)
        if (found !== undefined && broken === undefined) {
          broken = found
          onBreak(found)
        }
        throw found ?? error
      }
    },
  }
}

/** What SQLite can't read will not be right the next time either. */
const breakIn = (error: unknown): JournalBroken | undefined => {
  if (error instanceof JournalBroken) return error
  const cause = [error, (error as Error | undefined)?.cause].find(isStorageDamaged) as Error | undefined
  return cause === undefined ? undefined : new JournalBroken({ what: 'damaged', seq: 0, detail: cause.message })
}
