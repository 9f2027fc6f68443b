import { type Bitmap, readPng, writePng } from './png.ts'

/** A chart has few colours and many shades of the edges of its letters: so many are enough for all of them. */
const maxColours = 32

/** The same picture with a small palette, a third of the size; as it was where it is no picture of the painter's. */
export const quantizePng = (png: Uint8Array): Uint8Array => {
  const bitmap = readPng(png)
  if (bitmap === undefined) return png
  const palette = mostUsedColours(bitmap)
  const smaller = writePng(bitmap, palette, paletteIndicesOf(bitmap, palette))
  return smaller.byteLength < png.byteLength ? smaller : png
}

const mostUsedColours = ({ pixels }: Bitmap): readonly number[] => {
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const byUse = [...counts].sort(([a, x], [b, y]) => y - x || a - b)
  return byUse.slice(0, maxColours).map(([pixel]) => pixel)
}

const paletteIndicesOf = ({ pixels }: Bitmap, palette: readonly number[]): Uint8Array => {
  const known = new Map(palette.map((pixel, index) => [pixel, index]))
  return Uint8Array.from(pixels, (pixel) => {
    const index = known.get(pixel) ?? nearestColourIndex(pixel, palette)
    known.set(pixel, index)
    return index
  })
}

const nearestColourIndex = (pixel: number, palette: readonly number[]): number => {
  let best = 0
  for (const [index, colour] of palette.entries()) {
    if (colourDistance(pixel, colour) < colourDistance(pixel, palette[best] ?? 0)) best = index
  }
  return best
}

const colourDistance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2
