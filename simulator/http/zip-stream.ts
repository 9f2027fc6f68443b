import { Zip, ZipPassThrough } from 'fflate'

export interface ZipEntry {
  /** With forward slashes. */
  readonly path: string
  readonly at: number
  pieces(): Iterable<Uint8Array>
}

const noBytes = new Uint8Array(0)

/**
 * A zip of stored entries, made while it is read: sizes and checksums follow the bytes, so that no more than a piece is
 * ever held. Good for up to 4 GiB, which is what the old format counts to.
 */
export function* zipStreamOf(entries: readonly ZipEntry[]): Generator<Uint8Array> {
  const written: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error
    written.push(bytes)
  })
  for (const { path, at, pieces } of entries) {
    const file = Object.assign(new ZipPassThrough(path), { mtime: at })
    zip.add(file)
    for (const piece of pieces()) {
      file.push(piece)
      yield* written.splice(0)
    }
    file.push(noBytes, true)
  }
  zip.end()
  yield* written
}
