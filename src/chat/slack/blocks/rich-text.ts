import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types'
import { lengthOf, limits, shorten } from '../limits.ts'
import type { Piece, Run } from './piece.ts'

type Written = Extract<Piece, { kind: 'line' | 'code' }>

/** Lines that follow one another as one block: text from outside is never markup in it. */
export const richTextBlocks = (pieces: readonly Written[]): readonly RichTextBlock[] => {
  const blocks: RichTextBlock[] = []
  let room = 0
  for (const piece of pieces.map(cut)) {
    const length = lengthOf(wordsOf(piece)) + 1
    const last = blocks.at(-1)
    if (last === undefined || length > room) {
      blocks.push({ type: 'rich_text', elements: [elementOf(piece)] })
      room = limits.richText - length
    } else {
      append(last, piece)
      room -= length
    }
  }
  return blocks
}

export const hasWords = (piece: Written): boolean => wordsOf(piece).trim() !== ''

const wordsOf = (piece: Written): string =>
  piece.kind === 'code' ? piece.text : piece.runs.map(({ text }) => text).join('')

const longestLine = limits.richText - 1

const cut = (piece: Written): Written => {
  if (piece.kind === 'code') return { ...piece, text: shorten(piece.text, longestLine) }
  let room = longestLine
  const runs = piece.runs.flatMap((run) => {
    if (room <= 0 || run.text === '') return []
    const text = shorten(run.text, room)
    room -= lengthOf(text)
    return [{ ...run, text }]
  })
  return { kind: 'line', runs }
}

const elementOf = (piece: Written): RichTextBlockElement =>
  piece.kind === 'code'
    ? { type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece.text }] }
    : { type: 'rich_text_section', elements: piece.runs.map(textOf) }

/** A section is joined to the one before by a line break: clients differ in whether two sections stand apart. */
const append = (block: RichTextBlock, piece: Written): void => {
  const element = elementOf(piece)
  const last = block.elements.at(-1)
  if (element.type === 'rich_text_section' && last?.type === 'rich_text_section')
    last.elements.push({ type: 'text', text: '\n' }, ...element.elements)
  else block.elements.push(element)
}

const textOf = ({ text, bold, italic, code }: Run): RichTextElement => {
  const style = {
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italic } : {}),
    ...(code === true ? { code } : {}),
  }
  return { type: 'text', text, ...(Object.keys(style).length === 0 ? {} : { style }) }
}
