import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'

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
  const placed = new Map<string, string>()
  return {
    place: async () => {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const folder = await mkdtemp(join(root, 'copy-'))
      const path = join(folder, 'journal.db')
      placed.set(path, folder)
      return path
    },
    remove: async (path) => {
      const folder = placed.get(path)
      if (folder === undefined) throw new Error('There is no such copy.')
      await rm(folder, { recursive: true, force: true })
      placed.delete(path)
    },
    removeAll: () => rm(root, { recursive: true, force: true }),
  }
}
