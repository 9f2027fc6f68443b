import { statfs } from 'node:fs/promises'
import { inMemoryDataDir } from './journal-file.ts'

/** Free for us on the disk of a directory; `undefined` in memory, and where the file system does not tell. */
export const freeDiskOf = async (dataDir: string): Promise<number | undefined> => {
  if (dataDir === inMemoryDataDir) return undefined
  const { bavail, bsize } = await statfs(dataDir).catch(() => ({ bavail: Number.NaN, bsize: 1 }))
  const free = bavail * bsize
  return Number.isFinite(free) ? free : undefined
}
