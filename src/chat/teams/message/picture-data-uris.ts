import { LRUCache } from 'lru-cache'
import type { CardView } from '../../../views/types.ts'
import type { TeamsChatOptions } from '../options.ts'
import { quantizePng } from './quantize-png.ts'

export type PictureDependencies = Pick<TeamsChatOptions, 'painter' | 'log'>
type Urls = Readonly<Record<string, string>>
type Paint = (svg: string, width: number) => Promise<string>

/** Widths in pixels, from good to still readable; the figures stand beside every picture in any case. */
const widthsInPixels = [720, 560, 400] as const
const paintTimeoutInMs = 3_000

/** Gives the view's pictures as data URIs, ever smaller; none where there are none or they can't be painted in time. */
export const createPictureDataUris = ({
  painter,
  log,
}: PictureDependencies): ((view: CardView) => AsyncGenerator<Urls>) => {
  const paint = memoizePaint(async (svg, width) => {
    const png = await raceAbort(AbortSignal.timeout(paintTimeoutInMs), painter.paint(resized(svg, width)))
    return `data:image/png;base64,${Buffer.from(quantizePng(png)).toString('base64')}`
  })

  return async function* paintings({ images = [] }) {
    if (images.length === 0) return
    for (const width of widthsInPixels) {
      try {
        const urls = images.map(async ({ name, svg }) => [name, await paint(svg, width)] as const)
        yield Object.fromEntries(await Promise.all(urls))
      } catch (error) {
        log.warn({ err: error }, 'a picture could not be painted')
        return
      }
    }
  }
}

const maxRememberedPictures = 30

/** A card is edited many times with the same chart on it. */
const memoizePaint = (paint: Paint): Paint => {
  const known = new LRUCache<string, string>({ max: maxRememberedPictures })
  return async (svg, width) => {
    const key = `${width} ${svg}`
    const uri = known.peek(key) ?? (await paint(svg, width))
    if (!known.has(key)) known.set(key, uri)
    return uri
  }
}

const raceAbort = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    }),
  ])

/** Only the size on the outside; the viewBox keeps the drawing. */
const resized = (svg: string, width: number): string =>
  svg.replace(/(<svg[^>]*?\s)width="(\d+)"\s+height="(\d+)"/, (_, before: string, from: string, high: string) => {
    const height = Math.round((Number(high) * width) / Number(from))
    return `${before}width="${width}" height="${height}"`
  })
