import type { IncomingMessage } from 'node:http'

export type BodyReading =
  | { readonly is: 'read'; readonly body: Uint8Array }
  /** It is larger than it may be. */
  | { readonly is: 'too-large' }
  /** The sender went away, or took too long and was cut off. */
  | { readonly is: 'broken' }

export type ReadBody = (request: IncomingMessage, maxInBytes: number) => Promise<BodyReading>

/** Nearly everything that platforms send is smaller than this, and is read whatever else comes in. */
const smallBodyInBytes = 64 * 1024

/**
 * Reads bodies, of which only so many may be large at a time: the next large one stays with its sender after its first
 * bytes until one of them is done. So whoever dawdles with large bodies holds up no small one, and costs us no more
 * than these.
 */
export const createBodyReader = (maxLargeBodies: number): ReadBody => {
  const waiting = new Set<() => void>()
  let large = 0

  const enter = (go: () => void): void => {
    large += 1
    go()
  }
  const leave = (): void => {
    large -= 1
    const [next] = waiting
    if (next === undefined) return
    waiting.delete(next)
    enter(next)
  }

  return (request, maxInBytes) =>
    new Promise((resolve) => {
      let pieces: Uint8Array[] = []
      let size = 0
      let isLarge = false

      const grow = (): void => {
        isLarge = true
        request.resume()
      }
      const finish = (reading: BodyReading): void => {
        request.off('data', take).off('end', end).off('close', broken)
        request.pause()
        pieces = []
        waiting.delete(grow)
        if (isLarge) leave()
        resolve(reading)
      }
      const take = (piece: Uint8Array): void => {
        pieces.push(piece)
        size += piece.byteLength
        if (size > maxInBytes) finish({ is: 'too-large' })
        else if (size > smallBodyInBytes && !isLarge) askForMore()
      }
      const askForMore = (): void => {
        if (large < maxLargeBodies) enter(grow)
        else {
          request.pause()
          waiting.add(grow)
        }
      }
      const end = (): void => finish({ is: 'read', body: joined(pieces) })
      const broken = (): void => finish({ is: 'broken' })

      request.on('error', () => undefined) // Told by `close`, too.
      request.on('data', take).on('end', end).on('close', broken)
    })
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const [only, ...others] = pieces
  return only !== undefined && others.length === 0 ? only : Buffer.concat(pieces)
}
