/** Bytes that are made while they are sent, so that their number never matters to the memory. */
export interface GeneratedDownload {
  readonly contentType: string
  /** Name that the browser would keep it under. */
  readonly fileName?: string
  /** Where it is known beforehand. */
  readonly sizeInBytes?: number
  /** The same as long as the bytes are: a part may be asked for. */
  readonly etag?: string
  pieces(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  /** The same bytes without the first so many; `pieces` is read past them where it is absent. */
  piecesFrom?(start: number): Iterable<Uint8Array>
}

export function textDownload(text: string, contentType: string, fileName?: string): GeneratedDownload {
  const bytes = Buffer.from(text)
  return {
    contentType,
    sizeInBytes: bytes.length,
    ...(fileName !== undefined && { fileName }),
    pieces: () => [bytes],
  }
}

/** Leaves out the first `start` bytes. */
export async function* skipBytes(
  start: number,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let left = start
  for await (const piece of pieces) {
    if (left < piece.length) yield left === 0 ? piece : piece.subarray(left)
    left = Math.max(0, left - piece.length)
  }
}

/** The first so many bytes. */
export async function* takeBytes(
  bytes: number,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let left = bytes
  for await (const piece of pieces) {
    if (left > 0) yield piece.subarray(0, left)
    left -= piece.length
    if (left <= 0) return
  }
}
