import { createReadStream } from 'node:fs'

/** Whether one of the texts stands in these bytes, in UTF-8. */
export const holdsText = async (bytes: AsyncIterable<Uint8Array>, texts: readonly string[]): Promise<boolean> => {
  const wanted = texts.map((text) => Buffer.from(text))
  const overlap = Math.max(...wanted.map(({ length }) => length)) - 1
  let rest = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const piece = Buffer.concat([rest, chunk])
    if (wanted.some((one) => piece.includes(one))) return true
    rest = piece.subarray(Math.max(0, piece.length - overlap))
  }
  return false
}

/** False where there is no such file. */
export const fileHoldsText = async (path: string, texts: readonly string[]): Promise<boolean> => {
  try {
    return await holdsText(createReadStream(path, { highWaterMark: 262_144 }), texts)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
