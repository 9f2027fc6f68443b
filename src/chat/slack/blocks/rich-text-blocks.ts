import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types'
import { blockKitLimits, codePointLength, truncateText } from '../block-kit-limits.ts'
import type { CardElement, TextRun } from './card-element.ts'

type RichTextLine = Extract<CardElement, { kind: 'line' | 'code' }>

/** Lines that follow one another as one block: text from outside is never markup in it. */
export const richTextBlocks = (elements: readonly RichTextLine[]): readonly RichTextBlock[] => {
  const blocks: RichTextBlock[] = []
  let charactersLeft = 0
  for (const element of elements.map(truncateLine)) {
    const length = codePointLength(lineTextOf(element)) + 1
    const last = blocks.at(-1)
    if (last === undefined || length > charactersLeft) {
      blocks.push({ type: 'rich_text', elements: [elementOf(element)] })
      charactersLeft = blockKitLimits.richText - length
    } else {
      appendLine(last, element)
      charactersLeft -= length
    }
  }
  return blocks
}

export const hasVisibleText = (element: RichTextLine): boolean => lineTextOf(element).trim() !== ''

const lineTextOf = (element: RichTextLine): string =>
  element.kind === 'code' ? element.text : element.runs.map(({ text }) => text).join('')

const maxLineLength = blockKitLimits.richText - 1

const truncateLine = (element: RichTextLine): RichTextLine => {
  if (element.kind === 'code') return { ...element, text: truncateText(element.text, maxLineLength) }
  let charactersLeft = maxLineLength
  const runs = element.runs.flatMap((run) => {
    if (charactersLeft <= 0 || run.text === '') return []
    const text = truncateText(run.text, charactersLeft)
    charactersLeft -= codePointLength(text)
    return [{ ...run, text }]
  })
  return { kind: 'line', runs }
}

const elementOf = (element: RichTextLine): RichTextBlockElement =>
  element.kind === 'code'
    ? { type: 'rich_text_preformatted', elements: [{ type: 'text', text: element.text }] }
    : { type: 'rich_text_section', elements: element.runs.map(textOf) }

/** A section is joined to the one before by a line break: clients differ in whether two sections stand apart. */
const appendLine = (block: RichTextBlock, line: RichTextLine): void => {
  const element = elementOf(line)
  const last = block.elements.at(-1)
  if (element.type === 'rich_text_section' && last?.type === 'rich_text_section')
    last.elements.push({ type: 'text', text: '\n' }, ...element.elements)
  else block.elements.push(element)
}

const textOf = ({ text, bold, italic, code }: TextRun): RichTextElement => {
  const style = {
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italic } : {}),
    ...(code === true ? { code } : {}),
  }
  return { type: 'text', text, ...(Object.keys(style).length === 0 ? {} : { style }) }
}
