import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types'
import { blockKitLimits, codePointLength, truncateText } from '../block-kit-limits.ts'
import type { CardElement, TextRun } from './card-element.ts'

type RichTextLine = Extract<CardElement, { kind: 'line' | 'code' }>

/** Lines that follow one another as one block: text from outside is never markup in it. */
export const richTextBlocks = (pieces: readonly RichTextLine[]): readonly RichTextBlock[] => {
  const blocks: RichTextBlock[] = []
  let room = 0
  for (const piece of pieces.map(truncateLine)) {
    const length = codePointLength(lineTextOf(piece)) + 1
    const last = blocks.at(-1)
    if (last === undefined || length > room) {
      blocks.push({ type: 'rich_text', elements: [elementOf(piece)] })
      room = blockKitLimits.richText - length
    } else {
      appendLine(last, piece)
      room -= length
    }
  }
  return blocks
}

export const hasVisibleText = (piece: RichTextLine): boolean => lineTextOf(piece).trim() !== ''

const lineTextOf = (piece: RichTextLine): string =>
  piece.kind === 'code' ? piece.text : piece.runs.map(({ text }) => text).join('')

const maxLineLength = blockKitLimits.richText - 1

const truncateLine = (piece: RichTextLine): RichTextLine => {
  if (piece.kind === 'code') return { ...piece, text: truncateText(piece.text, maxLineLength) }
  let room = maxLineLength
  const runs = piece.runs.flatMap((run) => {
    if (room <= 0 || run.text === '') return []
    const text = truncateText(run.text, room)
    room -= codePointLength(text)
    return [{ ...run, text }]
  })
  return { kind: 'line', runs }
}

const elementOf = (piece: RichTextLine): RichTextBlockElement =>
  piece.kind === 'code'
    ? { type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece.text }] }
    : { type: 'rich_text_section', elements: piece.runs.map(textOf) }

/** A section is joined to the one before by a line break: clients differ in whether two sections stand apart. */
const appendLine = (block: RichTextBlock, piece: RichTextLine): void => {
  const element = elementOf(piece)
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
