import type { KnownBlock } from '@slack/types'
import type { AdaptiveCardJson } from '../../expand.ts'
import { limits } from '../limits.ts'
import { fitted } from './fit.ts'
import { keyOf } from './keys.ts'
import type { Keep, Kept, Making } from './making.ts'
import { isDecision, type Piece } from './piece.ts'
import { type Sheet, sheetOf } from './sheet.ts'
import { plainText } from './text.ts'

export interface Made {
  readonly blocks: readonly KnownBlock[]
  /** What the card's buttons open or stand for, by the key that they carry. */
  readonly kept: ReadonlyMap<string, Kept>
}

/** An Adaptive Card as Block Kit: within every limit, with every button, in the same bytes each time. */
export const blocksOf = (card: AdaptiveCardJson, making: Making): Made => {
  return made(sheetOf(card), making)
}

/** Only what the card is about and its decisions: for when Slack does not take more. */
export const bareBlocksOf = (card: AdaptiveCardJson, making: Making): Made => {
  const { body, buttons } = sheetOf(card)
  const summary: Piece = { kind: 'text', text: making.summary }
  return made({ body: [summary, ...body.filter(isDecision)], buttons, folds: [] }, making)
}

const made = (sheet: Sheet, making: Making): Made => {
  const kept = new Map<string, Kept>()
  const keep: Keep = (one) => {
    const key = keyOf(one)
    kept.set(key, one)
    return key
  }
  const blocks = fitted(sheet, making, keep)
  return { blocks: blocks.length === 0 ? plainBlocks(making.summary) : blocks, kept }
}

/** The least that a card can be. */
export const plainBlocks = (text: string): readonly KnownBlock[] => [
  { type: 'section', text: plainText(text, limits.sectionText) },
]
