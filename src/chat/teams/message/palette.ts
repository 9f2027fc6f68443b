import { type Bitmap, readPng, writePng } from './png.ts'

/** A chart has few colours and many shades of the edges of its letters: so many are enough for all of them. */
const colours = 32

/** The same picture with a small palette, a third of the size; as it was where it is no picture of the painter's. */
export const withPalette = (png: Uint8Array): Uint8Array => {
  const bitmap = readPng(png)
  if (bitmap === undefined) return png
  const palette = mostUsed(bitmap)
  const smaller = writePng(bitmap, palette, indexed(bitmap, palette))
  return smaller.byteLength < png.byteLength ? smaller : png
}

const mostUsed = ({ pixels }: Bitmap): readonly number[] => {
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const byUse = [...counts].sort(([a, x], [b, y]) => y - x || a - b)
  return byUse.slice(0, colours).map(([pixel]) => pixel)
}

const indexed = ({ pixels }: Bitmap, palette: readonly number[]): Uint8Array => {
  const known = new Map(palette.map((pixel, index) => [pixel, index]))
  return Uint8Array.from(pixels, (pixel) => {
    const index = known.get(pixel) ?? nearest(pixel, palette)
    known.set(pixel, index)
    return index
  })
}

const nearest = (pixel: number, palette: readonly number[]): number => {
  let best = 0
  for (const [index, colour] of palette.entries()) {
    if (distance(pixel, colour) < distance(pixel, palette[best] ?? 0)) best = index
  }
  return best
}

const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2
