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
  card: ParsedCard,
  context: BlockRenderContext,
  keep: StoreValue,
): readonly KnownBlock[] => {
  const flat = renderLayout(card, context, keep, [...card.folds.flatMap(({ elements }) => elements)])
  if (card.folds.length === 0 ? isWithin(flat, messageLimits) : isWithin(flat, unfoldedCardLimits)) return flat
  const folded = renderLayout({ ...card, ...readMoreButtonsOf(card, context, keep) }, context, keep)
  return isWithin(folded, messageLimits) ? folded : truncateCard(card, context, keep)
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
  context: BlockRenderContext,
  keep: StoreValue,
  after: readonly CardElement[] = [],
): readonly KnownBlock[] => {
  const foot: LayoutElement[] =
    [...layout.buttons, ...(layout.opens ?? [])].length === 0
      ? []
      : [{ kind: 'buttons', buttons: [...layout.buttons, ...(layout.opens ?? [])] }]
  const elements = [...layoutElementsOf(layout.body), ...foot, ...layoutElementsOf(after)]
  return renderElements(elements, layoutContextFor(elements, context, keep))
}

const layoutContextFor = (elements: readonly LayoutElement[], context: BlockRenderContext, keep: StoreValue) => {
  let count = 0
  const next = (): number => {
    count += 1
    return count
  }
  const buttons = elements.reduce((sum, element) => sum + (element.kind === 'buttons' ? element.buttons.length : 0), 0)
  const choices = elements.flatMap((element) => (element.kind === 'choice' ? [element.choice] : []))
  return { context, keep, next, titleLength: maxTitleLengthFor(buttons), options: optionLimitsFor(choices) }
}

export const layoutElementsOf = (elements: readonly CardElement[]): readonly LayoutElement[] =>
  elements.filter(
    (element): element is Extract<CardElement, LayoutElement> => element.kind !== 'fold' && element.kind !== 'field',
  )

const readMoreButtonsOf = (
  { folds }: ParsedCard,
  context: BlockRenderContext,
  keep: StoreValue,
): { readonly opens: readonly ReadMoreButton[] } => ({
  opens: folds.map(({ title, elements }) =>
    readMoreButton(title || context.say(messageOf('slack.more')), elements, context, keep),
  ),
})

const readMoreButton = (
  title: string,
  elements: readonly CardElement[],
  { say }: BlockRenderContext,
  keep: StoreValue,
): ReadMoreButton => ({
  kind: 'reading',
  title,
  key: keep({ kind: 'reading', title, pieces: elements, language: say.language }),
})

/** As much of the beginning as fits, and every decision; the rest, folds and all, behind one button. */
const truncateCard = (card: ParsedCard, context: BlockRenderContext, keep: StoreValue): readonly KnownBlock[] => {
  const content = card.body.filter((element) => !isDecisionElement(element)).length
  let [fits, tooMany] = [0, content + 1]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (
      isWithin(
        truncateAfter(card, middle, context, () => ''),
        messageLimits,
      )
    )
      fits = middle
    else tooMany = middle
  }
  return truncateAfter(card, fits, context, keep)
}

const truncateAfter = (
  card: ParsedCard,
  count: number,
  context: BlockRenderContext,
  keep: StoreValue,
): readonly KnownBlock[] => {
  const more = context.say(messageOf('slack.more'))
  const [kept, rest] = splitAfter(card.body, count)
  const all: readonly FoldedSection[] = [{ title: '', elements: rest }, ...card.folds]
  const note: CardElement = { kind: 'note', text: context.say(messageOf('slack.shortened')) }
  const opens = [readMoreButton(more, all.flatMap(withGapBefore), context, keep)]
  return renderLayout({ ...card, body: [...kept, note], folds: [], opens }, context, keep)
}

const withGapBefore = ({ elements }: FoldedSection): readonly CardElement[] => [{ kind: 'gap' }, ...elements]

/** The first so many pieces that are read, with every decision in its place. */
const splitAfter = (
  body: readonly CardElement[],
  count: number,
): readonly [readonly CardElement[], readonly CardElement[]] => {
  let seen = 0
  const kept: CardElement[] = []
  const rest: CardElement[] = []
  for (const element of body) {
    if (isDecisionElement(element)) kept.push(element)
    else if (seen++ < count) kept.push(element)
    else rest.push(element)
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
