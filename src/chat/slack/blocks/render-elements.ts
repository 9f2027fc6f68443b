import type { ContextBlock, ImageBlock, KnownBlock, RichTextBlock, SectionBlock } from '@slack/types'
import { blockKitLimits } from '../block-kit-limits.ts'
import { actionsBlocks, type ButtonContext, chunksOf, type ReadMoreButton } from './actions-blocks.ts'
import type { SlackPicture } from './block-render-context.ts'
import type { ButtonElement, CardElement, CardFact } from './card-element.ts'
import { choiceBlock, type OptionLimits } from './choice-block.ts'
import { plainText } from './plain-text.ts'
import { hasVisibleText, richTextBlocks } from './rich-text-blocks.ts'

export interface LayoutContext extends ButtonContext {
  readonly options: OptionLimits
}

/** A piece as it is laid out; a card's own buttons stand among buttons that open what is folded. */
export type LayoutElement = Exclude<CardElement, { kind: 'fold' | 'field' | 'buttons' }> | ButtonGroup

export interface ButtonGroup {
  readonly kind: 'buttons'
  readonly buttons: readonly (ButtonElement | ReadMoreButton)[]
}

/** Pieces in order as blocks; neighbours of one kind share a block. */
export const renderElements = (elements: readonly LayoutElement[], layout: LayoutContext): readonly KnownBlock[] => {
  const heading = elements.findIndex(({ kind }) => kind === 'heading')
  // Slack sets a header in large letters: one is enough, the others are bold lines.
  const lines = elements.map((element, index) =>
    element.kind === 'heading' && index !== heading
      ? ({ kind: 'line', runs: [{ text: element.text, bold: true }] } as const)
      : element,
  )
  return groupNeighbours(lines).flatMap((group) => groupBlocksOf(group, layout))
}

const groupNeighbours = (elements: readonly LayoutElement[]): readonly (readonly LayoutElement[])[] => {
  const made: LayoutElement[][] = []
  for (const element of elements) {
    const last = made.at(-1)
    if (last?.[0] !== undefined && blockFamilyOf(last[0]) === blockFamilyOf(element)) last.push(element)
    else made.push([element])
  }
  return made
}

const blockFamilyOf = ({ kind }: LayoutElement): string =>
  kind === 'line' || kind === 'code'
    ? 'written'
    : kind === 'heading' || kind === 'picture' || kind === 'choice'
      ? `${kind}!`
      : kind

const groupBlocksOf = (group: readonly LayoutElement[], layout: LayoutContext): readonly KnownBlock[] => {
  const [first] = group
  if (first === undefined) return []
  switch (first.kind) {
    case 'line':
    case 'code':
      return richTextBlocks(
        group.filter((element) => element.kind === 'line' || element.kind === 'code').filter(hasVisibleText),
      )
    case 'heading':
      return elementsOfKind(group, 'heading').map(({ text }) => ({
        type: 'header',
        text: plainText(text, blockKitLimits.header),
      }))
    case 'text':
      return elementsOfKind(group, 'text').map(({ text }) => ({
        type: 'section',
        text: plainText(text, blockKitLimits.sectionText),
      }))
    case 'note':
      return contextBlocks(elementsOfKind(group, 'note').map(({ text }) => text))
    case 'facts':
      return factBlocks(elementsOfKind(group, 'facts').flatMap(({ facts }) => facts))
    case 'picture':
      return elementsOfKind(group, 'picture').flatMap(({ name, alt }) =>
        pictureBlocks(layout.context.pictures[name], alt),
      )
    case 'buttons':
      return actionsBlocks(
        elementsOfKind(group, 'buttons').flatMap(({ buttons }) => buttons),
        layout,
      )
    case 'choice':
      return elementsOfKind(group, 'choice')
        .filter(({ choice }) => choice.options.length > 0)
        .map(({ choice }) => choiceBlock(choice, layout.options, layout.keep))
    case 'gap':
      return []
    default:
      return first satisfies never
  }
}

const elementsOfKind = <Kind extends LayoutElement['kind']>(
  group: readonly LayoutElement[],
  kind: Kind,
): readonly Extract<LayoutElement, { kind: Kind }>[] =>
  group.filter((element): element is Extract<LayoutElement, { kind: Kind }> => element.kind === kind)

const contextBlocks = (texts: readonly string[]): readonly ContextBlock[] =>
  chunksOf(texts, blockKitLimits.contextElements).map((some) => ({
    type: 'context',
    elements: some.map((text) => plainText(text, blockKitLimits.contextText)),
  }))

const factBlocks = (facts: readonly CardFact[]): readonly SectionBlock[] =>
  chunksOf(facts, blockKitLimits.fields).map((some) => ({
    type: 'section',
    fields: some.map(({ title, value }) => plainText(`${title}\n${value}`, blockKitLimits.fieldText)),
  }))

const pictureBlocks = (
  picture: SlackPicture | undefined,
  alt: string,
): readonly (ImageBlock | ContextBlock | RichTextBlock)[] => {
  if (picture?.is === 'file')
    return [{ type: 'image', slack_file: { id: picture.id }, alt_text: plainText(alt, blockKitLimits.alt).text }]
  if (picture === undefined || picture.lines.length === 0) return contextBlocks([alt])
  return richTextBlocks(picture.lines.map((text) => ({ kind: 'code', text })))
}
