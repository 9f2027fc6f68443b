import type { KnownBlock } from '@slack/types'
import { messageOf } from '../../../i18n/message.ts'
import { blockKitLimits, codePointLength, unfoldedCardLimits } from '../block-kit-limits.ts'
import { maxTitleLengthFor, type ReadMoreButton } from './actions-blocks.ts'
import type { BlockRenderContext, StoreValue } from './block-render-context.ts'
import { type CardElement, isDecisionElement } from './card-element.ts'
import { optionLimitsFor } from './choice-block.ts'
import type { FoldedSection, ParsedCard } from './parse-card.ts'
import { type LayoutElement, renderElements } from './render-elements.ts'

/** Everything shown where it fits well; folded parts behind buttons where not; the end cut where even that is too much. */
export const fitToMessage = (
  sheet: ParsedCard,
  making: BlockRenderContext,
  keep: StoreValue,
): readonly KnownBlock[] => {
  const flat = renderLayout(sheet, making, keep, [...sheet.folds.flatMap(({ pieces }) => pieces)])
  if (sheet.folds.length === 0 ? isWithin(flat, messageLimits) : isWithin(flat, unfoldedCardLimits)) return flat
  const folded = renderLayout({ ...sheet, ...readMoreButtonsOf(sheet, making, keep) }, making, keep)
  return isWithin(folded, messageLimits) ? folded : truncateCard(sheet, making, keep)
}

const messageLimits = {
  blocks: blockKitLimits.blocksInMessage,
  characters: blockKitLimits.charactersInMessage,
} as const

interface CardLayout extends ParsedCard {
  readonly opens?: readonly ReadMoreButton[]
}

const renderLayout = (
  layout: CardLayout,
  making: BlockRenderContext,
  keep: StoreValue,
  after: readonly CardElement[] = [],
): readonly KnownBlock[] => {
  const foot: LayoutElement[] =
    [...layout.buttons, ...(layout.opens ?? [])].length === 0
      ? []
      : [{ kind: 'buttons', buttons: [...layout.buttons, ...(layout.opens ?? [])] }]
  const pieces = [...layoutElementsOf(layout.body), ...foot, ...layoutElementsOf(after)]
  return renderElements(pieces, layoutContextFor(pieces, making, keep))
}

const layoutContextFor = (pieces: readonly LayoutElement[], making: BlockRenderContext, keep: StoreValue) => {
  let count = 0
  const next = (): number => {
    count += 1
    return count
  }
  const buttons = pieces.reduce((sum, piece) => sum + (piece.kind === 'buttons' ? piece.buttons.length : 0), 0)
  const choices = pieces.flatMap((piece) => (piece.kind === 'choice' ? [piece.choice] : []))
  return { making, keep, next, titleLength: maxTitleLengthFor(buttons), options: optionLimitsFor(choices) }
}

export const layoutElementsOf = (pieces: readonly CardElement[]): readonly LayoutElement[] =>
  pieces.filter(
    (piece): piece is Extract<CardElement, LayoutElement> => piece.kind !== 'fold' && piece.kind !== 'field',
  )

const readMoreButtonsOf = (
  { folds }: ParsedCard,
  making: BlockRenderContext,
  keep: StoreValue,
): { readonly opens: readonly ReadMoreButton[] } => ({
  opens: folds.map(({ title, pieces }) =>
    readMoreButton(title || making.say(messageOf('slack.more')), pieces, making, keep),
  ),
})

const readMoreButton = (
  title: string,
  pieces: readonly CardElement[],
  { say }: BlockRenderContext,
  keep: StoreValue,
): ReadMoreButton => ({
  kind: 'reading',
  title,
  key: keep({ kind: 'reading', title, pieces, language: say.language }),
})

/** As much of the beginning as fits, and every decision; the rest, folds and all, behind one button. */
const truncateCard = (sheet: ParsedCard, making: BlockRenderContext, keep: StoreValue): readonly KnownBlock[] => {
  const content = sheet.body.filter((piece) => !isDecisionElement(piece)).length
  let [fits, tooMany] = [0, content + 1]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (
      isWithin(
        truncateAfter(sheet, middle, making, () => ''),
        messageLimits,
      )
    )
      fits = middle
    else tooMany = middle
  }
  return truncateAfter(sheet, fits, making, keep)
}

const truncateAfter = (
  sheet: ParsedCard,
  count: number,
  making: BlockRenderContext,
  keep: StoreValue,
): readonly KnownBlock[] => {
  const more = making.say(messageOf('slack.more'))
  const [kept, rest] = splitAfter(sheet.body, count)
  const all: readonly FoldedSection[] = [{ title: '', pieces: rest }, ...sheet.folds]
  const note: CardElement = { kind: 'note', text: making.say(messageOf('slack.shortened')) }
  const opens = [readMoreButton(more, all.flatMap(withGapBefore), making, keep)]
  return renderLayout({ ...sheet, body: [...kept, note], folds: [], opens }, making, keep)
}

const withGapBefore = ({ pieces }: FoldedSection): readonly CardElement[] => [{ kind: 'gap' }, ...pieces]

/** The first so many pieces that are read, with every decision in its place. */
const splitAfter = (
  body: readonly CardElement[],
  count: number,
): readonly [readonly CardElement[], readonly CardElement[]] => {
  let seen = 0
  const kept: CardElement[] = []
  const rest: CardElement[] = []
  for (const piece of body) {
    if (isDecisionElement(piece)) kept.push(piece)
    else if (seen++ < count) kept.push(piece)
    else rest.push(piece)
  }
  return [kept, rest]
}

const isWithin = (
  blocks: readonly KnownBlock[],
  most: { readonly blocks: number; readonly characters: number },
): boolean => blocks.length <= most.blocks && countCharacters(blocks) <= most.characters

/** Everything in the blocks that is not their grammar: more than what Slack is known to count. */
export const countCharacters = (node: unknown, key = ''): number => {
  if (typeof node === 'string') return key === 'type' || key === 'style' ? 0 : codePointLength(node)
  if (Array.isArray(node)) return node.reduce((sum: number, item: unknown) => sum + countCharacters(item, key), 0)
  if (typeof node !== 'object' || node === null) return 0
  return Object.entries(node).reduce((sum, [name, value]) => sum + countCharacters(value, name), 0)
}
