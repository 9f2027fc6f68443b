import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes under the name of their hash. */
export interface FilesByHash {
  /** Durable when it resolves; written whole or not at all. */
  put(sha256: string, body: Uint8Array): Promise<void>
  get(sha256: string): Promise<Uint8Array | undefined>
}

export const sha256Of = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex')

export const filesInMemory = (): FilesByHash => {
  const files = new Map<string, Uint8Array>()
  return {
    put: async (sha256, body) => void files.set(sha256, body.slice()),
    get: async (sha256) => files.get(sha256)?.slice(),
  }
}

/** `<directory>/<first two digits>/<hash>`. */
export const filesIn = (directory: string): FilesByHash => {
  let writes = 0
  return {
    put: async (sha256, body) => {
      const folder = join(directory, sha256.slice(0, 2))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      writes += 1
      const temporary = join(folder, `${sha256}.${process.pid}-${writes}.part`)
      await writeDurably(temporary, body)
      await rename(temporary, join(folder, sha256))
      await syncFolder(folder)
    },
    get: async (sha256) => readFile(join(directory, sha256.slice(0, 2), sha256)).catch(absent),
  }
}

const writeDurably = async (path: string, body: Uint8Array): Promise<void> => {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(body)
    await file.sync()
  } finally {
    await file.close()
  }
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

const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined
  throw error
}
