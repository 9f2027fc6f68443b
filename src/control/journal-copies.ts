import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Copies of the journal that are lent to commands of this machine. */
export interface JournalCopies {
  /** A path in a folder of its own, which nobody else may enter. */
  place(): Promise<string>
  remove(path: string): Promise<void>
  /** What a bot that was killed has left. */
  removeAll(): Promise<void>
}

export const createJournalCopies = (dataDir: string): JournalCopies => {
  const root = join(dataDir, 'copies')
  return {
    place: async () => {
      await mkdir(root, { recursive: true, mode: 0o700 })
      return join(await mkdtemp(join(root, 'copy-')), 'journal.db')
    },
    remove: (path) => rm(dirname(path), { recursive: true, force: true }),
    removeAll: () => rm(root, { recursive: true, force: true }),
  }
}
