import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** Pixels as 0xRRGGBB, row by row. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** 8 bits a channel, red, green, blue, alpha, not interlaced: what the painter makes. */
const rgbaHeader = Buffer.from([8, 6, 0, 0, 0])
const bytesPerPixel = 4

export const readPng = (bytes: Uint8Array): Bitmap | undefined => {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!png.subarray(0, 8).equals(signature) || !png.subarray(24, 29).equals(rgbaHeader)) return undefined
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const rows = unfiltered(inflateSync(Buffer.concat(dataOf(png))), width * bytesPerPixel, height)
  const pixels = new Uint32Array(width * height)
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = onWhite(rows, index * bytesPerPixel)
  return { width, height, pixels }
}

export const writePng = ({ width, height }: Bitmap, palette: readonly number[], indices: Uint8Array): Uint8Array => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8) // 8 bits an index into the palette
  const rows = Buffer.alloc((width + 1) * height) // each begins with 0: not filtered
  for (let y = 0; y < height; y += 1) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const colours = Buffer.from(palette.flatMap((pixel) => [pixel >> 16, (pixel >> 8) & 255, pixel & 255]))
  const data = deflateSync(rows, { level: 9, memLevel: 9 })
  const chunks = [chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...chunks])
}

const dataOf = (png: Buffer): Buffer[] => {
  const found: Buffer[] = []
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      found.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  return found
}

/** Each row says how it was predicted from what is left of it (a), above it (b), and above that (c). */
const unfiltered = (filtered: Buffer, stride: number, height: number): Uint8Array => {
  const rows = new Uint8Array(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const a = x < bytesPerPixel ? 0 : (rows[at - bytesPerPixel] ?? 0)
      const b = y === 0 ? 0 : (rows[at - stride] ?? 0)
      const c = x < bytesPerPixel || y === 0 ? 0 : (rows[at - stride - bytesPerPixel] ?? 0)
      rows[at] = (filtered[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, a, b, c)
    }
  }
  return rows
}

const predicted = (filter: number, a: number, b: number, c: number): number => {
  if (filter === 0) return 0
  if (filter === 1) return a
  if (filter === 2) return b
  return filter === 3 ? (a + b) >> 1 : paeth(a, b, c)
}

const paeth = (a: number, b: number, c: number): number => {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  if (toA <= toB && toA <= toC) return a
  return toB <= toC ? b : c
}

const onWhite = (rows: Uint8Array, at: number): number => {
  const alpha = (rows[at + 3] ?? 0) / 255
  const mixed = (offset: number): number => Math.round((rows[at + offset] ?? 0) * alpha + 255 * (1 - alpha))
  return (mixed(0) << 16) | (mixed(1) << 8) | mixed(2)
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
