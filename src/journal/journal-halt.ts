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
        if (error instanceof JournalBroken && broken === undefined) {
          broken = error
          onBreak(error)
        }
        throw error
      }
    },
  }
}
