import { statfs } from 'node:fs/promises'
import { JournalError } from './types.ts'

/** What Linux calls file systems of other machines (`man statfs`, `linux/magic.h`). */
const networkFileSystems = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
])

/** Locks and flushes there are not what SQLite needs: two bots could write one journal, and a commit could be lost. */
export const refuseNetworkDisk = async (
  dataDir: string,
  typeOf: (path: string) => Promise<number | undefined> = fileSystemTypeOf,
): Promise<void> => {
  const name = networkFileSystems.get((await typeOf(dataDir)) ?? 0)
  if (name === undefined) return
  throw new JournalError(
    `DATA_DIR ${dataDir} lies on a network disk (${name}), on which SQLite can lose what it has written. Set DATA_DIR to a ` +
      'disk of this machine. On App Service for Linux /home is such a disk: mount another one, or use a container host with a disk.',
  )
}

const fileSystemTypeOf = async (path: string): Promise<number | undefined> =>
  process.platform === 'linux' ? (await statfs(path).catch(() => undefined))?.type : undefined
