import { createHash } from 'node:crypto'

export interface FileDigest {
  /** Hex. */
  readonly sha256: string
  readonly sizeInBytes: number
}

/** Hands every piece to `write`, one after the other, and hashes it on its way. */
export const hashWhileWriting = async (
  body: AsyncIterable<Uint8Array>,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<FileDigest> => {
  const hash = createHash('sha256')
  let sizeInBytes = 0
  for await (const chunk of body) {
    sizeInBytes += chunk.byteLength
    hash.update(chunk)
    await write(chunk)
  }
  return { sha256: hash.digest('hex'), sizeInBytes }
}
