import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileDigest, hashWhileWriting } from './hash-while-writing.ts'

const unfinishedSuffix = '.part'
let writeCount = 0

/**
 * Writes while hashing, flushes, and only then gives the file its name: what breaks off midway, by an error or by
 * the end of the process, never counts as a file.
 */
export const storeOnDisk = async (directory: string, body: AsyncIterable<Uint8Array>): Promise<FileDigest> => {
  writeCount += 1
  const temporary = join(directory, `${process.pid}-${writeCount}${unfinishedSuffix}`)
  try {
    const kept = await writeDurably(temporary, (file) => hashWhileWriting(body, (chunk) => writeAll(file, chunk)))
    const folder = join(directory, kept.sha256.slice(0, 2))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(temporary, join(folder, kept.sha256))
    await syncFolder(folder)
    return kept
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** What a process that ended midway has left. Only the one that holds the journal may look. */
export const removeUnfinishedFiles = async (directory: string): Promise<void> => {
  const names = await readdir(directory).catch(() => [])
  for (const name of names) if (name.endsWith(unfinishedSuffix)) await rm(join(directory, name), { force: true })
}

const writeDurably = async (path: string, fill: (file: FileHandle) => Promise<FileDigest>): Promise<FileDigest> => {
  const file = await open(path, 'w', 0o600)
  try {
    const kept = await fill(file)
    await file.sync()
    return kept
  } finally {
    await file.close()
  }
}

/** The system may take less than it is given. */
const writeAll = async (file: FileHandle, chunk: Uint8Array): Promise<void> => {
  for (let at = 0; at < chunk.byteLength; ) at += (await file.write(chunk, at, chunk.byteLength - at)).bytesWritten
}

/** The name is durable only with its folder. Windows has no such thing, and no need of it. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
