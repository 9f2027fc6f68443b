import { createHash } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileDigest, hashWhileWriting } from './content-store/hash-while-writing.ts'
import { storeOnDisk } from './content-store/store-on-disk.ts'

/** Bytes under the name of their hash. */
export interface ContentAddressedStore {
  /** Durable when it resolves; written whole or not at all. What the body throws is thrown on. */
  keep(body: AsyncIterable<Uint8Array>): Promise<FileDigest>
  /** The hash of what lies there now, which is another one where it was changed; `undefined` where nothing does. */
  hashOf(sha256: string): Promise<string | undefined>
  read(sha256: string): AsyncIterable<Uint8Array>
  /** Whether or not there is such a file. */
  remove(sha256: string): Promise<void>
}

export const sha256Of = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex')

export const createMemoryContentStore = (): ContentAddressedStore => {
  const files = new Map<string, Uint8Array>()
  return {
    keep: async (body) => {
      const chunks: Uint8Array[] = []
      const kept = await hashWhileWriting(body, async (chunk) => void chunks.push(chunk.slice()))
      files.set(kept.sha256, Buffer.concat(chunks))
      return kept
    },
    hashOf: async (sha256) => {
      const body = files.get(sha256)
      return body === undefined ? undefined : sha256Of(body)
    },
    read: async function* (sha256) {
      const body = files.get(sha256)
      if (body !== undefined) yield body.slice()
    },
    remove: async (sha256) => void files.delete(sha256),
  }
}

/** `<directory>/<first two digits>/<hash>`. */
export const createDiskContentStore = (directory: string): ContentAddressedStore => {
  const pathOf = (sha256: string): string => join(directory, sha256.slice(0, 2), sha256)
  return {
    keep: async (body) => {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      return storeOnDisk(directory, body)
    },
    hashOf: async (sha256) => hashOfFile(pathOf(sha256)).catch(undefinedIfAbsent),
    read: (sha256) => bytesOf(pathOf(sha256)),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  }
}

const hashOfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of bytesOf(path)) hash.update(chunk)
  return hash.digest('hex')
}

const readChunkInBytes = 262_144

/** Opened when the first byte is asked for, closed when nobody asks for more. */
async function* bytesOf(path: string): AsyncIterable<Uint8Array> {
  const file = await open(path, 'r')
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(readChunkInBytes), 0, readChunkInBytes)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

const undefinedIfAbsent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code === 'ENOENT') return undefined
  throw error
}
