import { crc32 } from 'node:zlib'

export interface ZipEntry {
  /** With forward slashes. */
  readonly path: string
  readonly at: number
  pieces(): Iterable<Uint8Array>
}

interface Written {
  readonly entry: ZipEntry
  readonly crc: number
  readonly size: number
  readonly offset: number
}

/** Sizes and checksums follow the bytes: nothing needs to be known before it is sent. */
const followedByDescriptor = 0x0008
const namesAreUtf8 = 0x0800
const flags = followedByDescriptor | namesAreUtf8

/** A zip of stored entries, made while it is read. Good for up to 4 GiB, which is what the old format counts to. */
export function* zipStreamOf(entries: readonly ZipEntry[]): Generator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for (const entry of entries) {
    const header = localHeader(entry)
    yield header
    let [crc, size] = [0, 0]
    for (const piece of entry.pieces()) {
      crc = crc32(piece, crc)
      size += piece.length
      yield piece
    }
    yield numbers([0x08074b50, 4], [crc, 4], [size, 4], [size, 4])
    written.push({ entry, crc, size, offset })
    offset += header.length + size + 16
  }
  yield* directory(written, offset)
}

function* directory(written: readonly Written[], offset: number): Generator<Uint8Array> {
  const records = written.map(centralHeader)
  const size = records.reduce((sum, { length }) => sum + length, 0)
  yield* records
  const count = written.length
  yield numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2])
}

function localHeader({ path, at }: ZipEntry): Buffer {
  const name = Buffer.from(path)
  const { date, time } = dosTime(at)
  const fixed: Field[] = [
    [0x04034b50, 4],
    [20, 2],
    [flags, 2],
    [0, 2],
    [time, 2],
    [date, 2],
  ]
  return Buffer.concat([numbers(...fixed, [0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]), name])
}

function centralHeader({ entry, crc, size, offset }: Written): Buffer {
  const name = Buffer.from(entry.path)
  const { date, time } = dosTime(entry.at)
  const fixed: Field[] = [
    [0x02014b50, 4],
    [20, 2],
    [20, 2],
    [flags, 2],
    [0, 2],
    [time, 2],
    [date, 2],
  ]
  const sizes: Field[] = [
    [crc, 4],
    [size, 4],
    [size, 4],
    [name.length, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
  ]
  return Buffer.concat([numbers(...fixed, ...sizes, [0, 4], [offset, 4]), name])
}

/** Two seconds are as fine as it gets. */
function dosTime(at: number): { date: number; time: number } {
  const when = new Date(at)
  const date = ((when.getUTCFullYear() - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate()
  const time = (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1)
  return { date, time }
}

type Field = readonly [value: number, bytes: 2 | 4]

function numbers(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [, size]) => sum + size, 0))
  let at = 0
  for (const [value, size] of fields) {
    if (size === 4) bytes.writeUInt32LE(value >>> 0, at)
    else bytes.writeUInt16LE(value & 0xffff, at)
    at += size
  }
  return bytes
}
