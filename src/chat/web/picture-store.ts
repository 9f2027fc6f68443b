import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** The pictures that cards on show may name. Painted when a browser asks, so that no card waits for its chart (L7). */
export interface PictureStore {
  /** Returns the picture's SHA-256. */
  add(svg: string): string
  svg(sha256: string): string | undefined
}

export const createPictureStore = (keep = 500): PictureStore => {
  const pictures = new LRUCache<string, string>({ max: keep })

  const add = (svg: string): string => {
    const sha256 = createHash('sha256').update(svg).digest('hex')
    pictures.set(sha256, svg) // to the end of the line: the latest named is forgotten last
    return sha256
  }

  return { add, svg: (sha256) => pictures.peek(sha256) }
}

/** Behind the # stands the size, so that a page can leave room for a picture that is still on its way. */
export const pictureUrl = (sha256: string, svg: string): string => {
  const size = /<svg[^>]*?\swidth="(\d+)"[^>]*?\sheight="(\d+)"/.exec(svg)
  return `/pictures/${sha256}.png${size === null ? '' : `#${size[1]}x${size[2]}`}`
}
