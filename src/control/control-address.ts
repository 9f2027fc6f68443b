import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the running bot listens for commands of its own machine: a path of a socket, or the name of a pipe. */
export interface ControlAddress {
  readonly path: string
  /** A folder outside the data directory, which anybody might have made first. */
  readonly folder?: string
}

/** Bytes that the shortest `sun_path` of Linux and macOS leaves for a path: 104 on macOS, its closing zero included. */
const maxSocketPathInBytes = 103

/** Both sides find it from the data directory alone. */
export const controlAddressOf = async (
  dataDir: string,
  platform: NodeJS.Platform = process.platform,
): Promise<ControlAddress> => {
  const directory = await realpath(dataDir)
  const name = `appmedic-${createHash('sha256').update(directory).digest('hex').slice(0, 20)}`
  if (platform === 'win32') return { path: `\\\\.\\pipe\\${name}` }
  const path = join(directory, 'control.sock')
  if (Buffer.byteLength(path) <= maxSocketPathInBytes) return { path }
  const folder = join(tmpdir(), name)
  return { path: join(folder, 'control.sock'), folder }
}

/** Makes the folder for the socket where it needs one. Throws where somebody else has made it. */
export const prepareControlFolder = async ({ folder }: ControlAddress, owner: number | undefined): Promise<void> => {
  if (folder === undefined) return
  await mkdir(folder, { mode: 0o700 }).catch(unlessItExists)
  if (await isForeign(folder, owner)) throw new Error(`${folder} belongs to somebody else: remove it.`)
  await chmod(folder, 0o700)
}

/** Whether somebody other than the journal's owner put it there, and would be handed what we are about to send. */
export const isForeignAddress = async ({ path, folder }: ControlAddress, journalFile: string): Promise<boolean> => {
  if (path.startsWith('\\\\')) return false
  const owner = (await lstat(journalFile)).uid
  if (folder !== undefined && (await isForeign(folder, owner))) return true
  return (await lstat(path)).uid !== owner
}

const isForeign = async (folder: string, owner: number | undefined): Promise<boolean> => {
  const found = await lstat(folder)
  return !found.isDirectory() || (owner !== undefined && found.uid !== owner)
}

const unlessItExists = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}
