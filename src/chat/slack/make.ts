import type { KnownBlock } from '@slack/types'
import type { View } from '../../views/types.ts'
import type { AdaptiveCardJson } from '../expand.ts'
import { bareBlocksOf, blocksOf, type Made, plainBlocks } from './blocks/index.ts'
import type { Kept, ShownPicture } from './blocks/making.ts'
import { pictureScheme } from './blocks/read.ts'
import type { Bounded } from './bounded.ts'
import { limits, shorten } from './limits.ts'
import type { SlackChatOptions } from './options.ts'

export interface Words {
  readonly text: string
  readonly blocks: readonly KnownBlock[]
}

/** `bare` leaves out all but the summary and the decisions. */
export type Make = (view: View, pictures: Readonly<Record<string, ShownPicture>>, bare?: boolean) => Words

/** The view as a message. A template that fails still gives a card that says what happened (L6). */
export const createMake =
  ({ expand, say, newId, log }: SlackChatOptions, kept: Bounded<Kept>): Make =>
  (view, pictures, bare = false) => {
    const making = { say: say(view.language), summary: view.summary, pictures }
    const made = (card: AdaptiveCardJson): Made => (bare ? bareBlocksOf : blocksOf)(card, making)
    try {
      const { blocks, kept: news } = made(expand(view, picturesOf(view)))
      for (const [key, one] of news) kept.set(key, one)
      return { text: fallback(view.summary), blocks }
    } catch (error) {
      const reference = newId()
      log.error({ err: error, reference, template: view.template }, 'a card could not be made')
      const text = `${view.summary} (${view.template}: ${reference})`
      return { text: fallback(text), blocks: plainBlocks(text) }
    }
  }

const picturesOf = ({ images = [] }: View): Readonly<Record<string, string>> =>
  Object.fromEntries(images.map(({ name }) => [name, `${pictureScheme}${name}`]))

/** The one text that Slack reads as markup: escaped, so that no app's name can call the whole channel. */
const fallback = (text: string): string =>
  shorten(text, limits.fallbackText).replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;')
