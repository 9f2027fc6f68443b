import type { KnownBlock } from '@slack/types'
import type { AdaptiveCardJson } from '../../shared/card-expander.ts'
import { blockKitLimits } from '../block-kit-limits.ts'
import type { BlockRenderContext, StoredValue, StoreValue } from './block-render-context.ts'
import { type CardElement, isDecisionElement } from './card-element.ts'
import { fitToMessage } from './fit-to-message.ts'
import { type ParsedCard, parseCard } from './parse-card.ts'
import { plainText } from './plain-text.ts'
import { storedValueKeyOf } from './stored-value-keys.ts'

export interface RenderedBlocks {
  readonly blocks: readonly KnownBlock[]
  /** What the card's buttons open or stand for, by the key that they carry. */
  readonly stored: ReadonlyMap<string, StoredValue>
}

/** An Adaptive Card as Block Kit: within every limit, with every button, in the same bytes each time. */
export const renderBlocks = (card: AdaptiveCardJson, context: BlockRenderContext): RenderedBlocks => {
  return renderParsedCard(parseCard(card), context)
}

/** Only what the card is about and its decisions: for when Slack does not take more. */
export const renderBareBlocks = (card: AdaptiveCardJson, context: BlockRenderContext): RenderedBlocks => {
  const { body, buttons } = parseCard(card)
  const summary: CardElement = { kind: 'text', text: context.summary }
  return renderParsedCard({ body: [summary, ...body.filter(isDecisionElement)], buttons, folds: [] }, context)
}

const renderParsedCard = (card: ParsedCard, context: BlockRenderContext): RenderedBlocks => {
  const stored = new Map<string, StoredValue>()
  const keep: StoreValue = (one) => {
    const key = storedValueKeyOf(one)
    stored.set(key, one)
    return key
  }
  const blocks = fitToMessage(card, context, keep)
  return { blocks: blocks.length === 0 ? plainTextBlocks(context.summary) : blocks, stored }
}

/** The least that a card can be. */
export const plainTextBlocks = (text: string): readonly KnownBlock[] => [
  { type: 'section', text: plainText(text, blockKitLimits.sectionText) },
]
