import type { ContextBlock, ImageBlock, KnownBlock, RichTextBlock, SectionBlock } from '@slack/types'
import { limits } from '../limits.ts'
import { actionsBlocks, type ButtonRoom, chunks, type Reading } from './buttons.ts'
import { choiceBlock, type OptionRoom } from './choice.ts'
import type { ShownPicture } from './making.ts'
import type { Fact, Piece, Press } from './piece.ts'
import { hasWords, richTextBlocks } from './rich-text.ts'
import { plainText } from './text.ts'

export interface Room extends ButtonRoom {
  readonly options: OptionRoom
}

/** A piece as it is laid out; a card's own buttons stand among buttons that open what is folded. */
export type Laid = Exclude<Piece, { kind: 'fold' | 'field' | 'buttons' }> | Buttons

export interface Buttons {
  readonly kind: 'buttons'
  readonly buttons: readonly (Press | Reading)[]
}

/** Pieces in order as blocks; neighbours of one kind share a block. */
export const render = (pieces: readonly Laid[], room: Room): readonly KnownBlock[] => {
  const heading = pieces.findIndex(({ kind }) => kind === 'heading')
  // Slack sets a header in large letters: one is enough, the others are bold lines.
  const lines = pieces.map((piece, index) =>
    piece.kind === 'heading' && index !== heading
      ? ({ kind: 'line', runs: [{ text: piece.text, bold: true }] } as const)
      : piece,
  )
  return groups(lines).flatMap((group) => blocksOf(group, room))
}

const groups = (pieces: readonly Laid[]): readonly (readonly Laid[])[] => {
  const made: Laid[][] = []
  for (const piece of pieces) {
    const last = made.at(-1)
    if (last?.[0] !== undefined && family(last[0]) === family(piece)) last.push(piece)
    else made.push([piece])
  }
  return made
}

const family = ({ kind }: Laid): string =>
  kind === 'line' || kind === 'code'
    ? 'written'
    : kind === 'heading' || kind === 'picture' || kind === 'choice'
      ? `${kind}!`
      : kind

const blocksOf = (group: readonly Laid[], room: Room): readonly KnownBlock[] => {
  const [first] = group
  if (first === undefined) return []
  switch (first.kind) {
    case 'line':
    case 'code':
      return richTextBlocks(group.filter((piece) => piece.kind === 'line' || piece.kind === 'code').filter(hasWords))
    case 'heading':
      return of(group, 'heading').map(({ text }) => ({ type: 'header', text: plainText(text, limits.header) }))
    case 'text':
      return of(group, 'text').map(({ text }) => ({ type: 'section', text: plainText(text, limits.sectionText) }))
    case 'note':
      return notes(of(group, 'note').map(({ text }) => text))
    case 'facts':
      return fields(of(group, 'facts').flatMap(({ facts }) => facts))
    case 'picture':
      return of(group, 'picture').flatMap(({ name, alt }) => pictureBlocks(room.making.pictures[name], alt))
    case 'buttons':
      return actionsBlocks(
        of(group, 'buttons').flatMap(({ buttons }) => buttons),
        room,
      )
    case 'choice':
      return of(group, 'choice')
        .filter(({ choice }) => choice.options.length > 0)
        .map(({ choice }) => choiceBlock(choice, room.options, room.keep))
    case 'gap':
      return []
    default:
      return first satisfies never
  }
}

const of = <Kind extends Laid['kind']>(group: readonly Laid[], kind: Kind): readonly Extract<Laid, { kind: Kind }>[] =>
  group.filter((piece): piece is Extract<Laid, { kind: Kind }> => piece.kind === kind)

const notes = (texts: readonly string[]): readonly ContextBlock[] =>
  chunks(texts, limits.contextElements).map((some) => ({
    type: 'context',
    elements: some.map((text) => plainText(text, limits.contextText)),
  }))

const fields = (facts: readonly Fact[]): readonly SectionBlock[] =>
  chunks(facts, limits.fields).map((some) => ({
    type: 'section',
    fields: some.map(({ title, value }) => plainText(`${title}\n${value}`, limits.fieldText)),
  }))

const pictureBlocks = (
  picture: ShownPicture | undefined,
  alt: string,
): readonly (ImageBlock | ContextBlock | RichTextBlock)[] => {
  if (picture?.is === 'file')
    return [{ type: 'image', slack_file: { id: picture.id }, alt_text: plainText(alt, limits.alt).text }]
  if (picture === undefined || picture.lines.length === 0) return notes([alt])
  return richTextBlocks(picture.lines.map((text) => ({ kind: 'code', text })))
}
