import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types'
import type { CardView } from '../../views/types.ts'
import type { AdaptiveCardJson } from '../shared/card-expander.ts'
import { type Callee, separateCalls } from '../shared/mentions.ts'
import { blockKitLimits, truncateText } from './block-kit-limits.ts'
import type { SlackPicture, StoredValues } from './blocks/block-render-context.ts'
import { plainTextBlocks, type RenderedBlocks, renderBareBlocks, renderBlocks } from './blocks/index.ts'
import { pictureUrlScheme } from './blocks/parse-element.ts'
import { type SlackChatOptions, slackPlatform } from './options.ts'

export interface SlackMessage {
  readonly text: string
  readonly blocks: readonly KnownBlock[]
}

/** `bare` leaves out all but the summary and the decisions. */
export type RenderSlackMessage = (
  view: CardView,
  pictures: Readonly<Record<string, SlackPicture>>,
  bare?: boolean,
) => SlackMessage

/** The view as a message. A template that fails still gives a card that says what happened (L6). */
export const createSlackMessageRenderer =
  ({ expand, say, newId, log }: SlackChatOptions, storedValues: StoredValues): RenderSlackMessage =>
  (view, pictures, bare = false) => {
    const context = { say: say(view.language), summary: view.summary, pictures }
    const { view: shown, callees } = separateCalls(view, slackPlatform)
    const render = (card: AdaptiveCardJson): RenderedBlocks => (bare ? renderBareBlocks : renderBlocks)(card, context)
    try {
      const { blocks, stored } = render(expand(shown, pictureUrlsOf(view)))
      for (const [key, one] of stored) storedValues.set(key, one)
      return { text: fallbackTextOf(view.summary), blocks: withCalls(blocks, bare ? [] : callees) }
    } catch (error) {
      const reference = newId()
      log.error({ err: error, reference, template: view.template }, 'a card could not be made')
      const text = `${view.summary} (${view.template}: ${reference})`
      return { text: fallbackTextOf(text), blocks: plainTextBlocks(text) }
    }
  }

/** People are called in front of the first line: by elements of their own, since no text becomes markup. */
const withCalls = (blocks: readonly KnownBlock[], callees: readonly Callee[]): readonly KnownBlock[] => {
  if (callees.length === 0) return blocks
  const calls = callees.flatMap(({ id, name }): readonly RichTextElement[] => [
    id === undefined ? { type: 'text', text: name } : { type: 'user', user_id: id },
    { type: 'text', text: ' ' },
  ])
  const section: RichTextBlock = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...calls] }] }
  return [section, ...blocks]
}

const pictureUrlsOf = ({ images = [] }: CardView): Readonly<Record<string, string>> =>
  Object.fromEntries(images.map(({ name }) => [name, `${pictureUrlScheme}${name}`]))

/** The one text that Slack reads as markup: escaped, so that no app's name can call the whole channel. */
const fallbackTextOf = (text: string): string =>
  truncateText(text, blockKitLimits.fallbackText).replace(
    /[&<>]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;',
  )
