import type { View } from '../../../views/types.ts'
import type { TeamsChatOptions } from '../options.ts'

type Needs = Pick<TeamsChatOptions, 'painter' | 'log'>
type Urls = Readonly<Record<string, string>>

/** Widths in pixels, from good to still readable; the figures stand beside every picture in any case. */
const widths = [640, 480, 360] as const
const timeoutInMs = 3_000

/** The view's pictures as data URIs, ever smaller; none where there are none or they can't be painted in time. */
export async function* paintings({ images = [] }: View, { painter, log }: Needs): AsyncGenerator<Urls> {
  if (images.length === 0) return
  for (const width of widths) {
    try {
      const urls = images.map(async ({ name, svg }) => [name, await dataUri(painter, resized(svg, width))] as const)
      yield Object.fromEntries(await Promise.all(urls))
    } catch (error) {
      log.warn({ err: error }, 'a picture could not be painted')
      return
    }
  }
}

const dataUri = async (painter: Needs['painter'], svg: string): Promise<string> => {
  const png = await before(AbortSignal.timeout(timeoutInMs), painter.paint(svg))
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`
}

const before = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
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
