import type { KnownBlock } from '@slack/types'
import { phrase } from '../../../incident/phrase.ts'
import { comfortable, lengthOf, limits } from '../limits.ts'
import { type Reading, titleLengthFor } from './buttons.ts'
import { optionRoom } from './choice.ts'
import type { Keep, Making } from './making.ts'
import { isDecision, type Piece } from './piece.ts'
import { type Laid, render } from './render.ts'
import type { Fold, Sheet } from './sheet.ts'

/** Everything shown where it fits well; folded parts behind buttons where not; the end cut where even that is too much. */
export const fitted = (sheet: Sheet, making: Making, keep: Keep): readonly KnownBlock[] => {
  const flat = laidOut(sheet, making, keep, [...sheet.folds.flatMap(({ pieces }) => pieces)])
  if (sheet.folds.length === 0 ? within(flat, limitsOfMessage) : within(flat, comfortable)) return flat
  const folded = laidOut({ ...sheet, ...closed(sheet, making, keep) }, making, keep)
  return within(folded, limitsOfMessage) ? folded : shortened(sheet, making, keep)
}

const limitsOfMessage = { blocks: limits.blocksInMessage, characters: limits.charactersInMessage } as const

interface Layout extends Sheet {
  readonly opens?: readonly Reading[]
}

const laidOut = (layout: Layout, making: Making, keep: Keep, after: readonly Piece[] = []): readonly KnownBlock[] => {
  const foot: Laid[] =
    [...layout.buttons, ...(layout.opens ?? [])].length === 0
      ? []
      : [{ kind: 'buttons', buttons: [...layout.buttons, ...(layout.opens ?? [])] }]
  const pieces = [...layable(layout.body), ...foot, ...layable(after)]
  return render(pieces, roomFor(pieces, making, keep))
}

const roomFor = (pieces: readonly Laid[], making: Making, keep: Keep) => {
  let count = 0
  const next = (): number => {
    count += 1
    return count
  }
  const buttons = pieces.reduce((sum, piece) => sum + (piece.kind === 'buttons' ? piece.buttons.length : 0), 0)
  const choices = pieces.flatMap((piece) => (piece.kind === 'choice' ? [piece.choice] : []))
  return { making, keep, next, titleLength: titleLengthFor(buttons), options: optionRoom(choices) }
}

export const layable = (pieces: readonly Piece[]): readonly Laid[] =>
  pieces.filter((piece): piece is Extract<Piece, Laid> => piece.kind !== 'fold' && piece.kind !== 'field')

const closed = ({ folds }: Sheet, making: Making, keep: Keep): { readonly opens: readonly Reading[] } => ({
  opens: folds.map(({ title, pieces }) => reading(title || making.say(phrase('slack.more')), pieces, making, keep)),
})

const reading = (title: string, pieces: readonly Piece[], { say }: Making, keep: Keep): Reading => ({
  kind: 'reading',
  title,
  key: keep({ kind: 'reading', title, pieces, language: say.language }),
})

/** As much of the beginning as fits, and every decision; the rest, folds and all, behind one button. */
const shortened = (sheet: Sheet, making: Making, keep: Keep): readonly KnownBlock[] => {
  const content = sheet.body.filter((piece) => !isDecision(piece)).length
  let [fits, tooMany] = [0, content + 1]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (
      within(
        cutAfter(sheet, middle, making, () => ''),
        limitsOfMessage,
      )
    )
      fits = middle
    else tooMany = middle
  }
  return cutAfter(sheet, fits, making, keep)
}

const cutAfter = (sheet: Sheet, count: number, making: Making, keep: Keep): readonly KnownBlock[] => {
  const more = making.say(phrase('slack.more'))
  const [kept, rest] = split(sheet.body, count)
  const all: readonly Fold[] = [{ title: '', pieces: rest }, ...sheet.folds]
  const note: Piece = { kind: 'note', text: making.say(phrase('slack.shortened')) }
  const opens = [reading(more, all.flatMap(titled), making, keep)]
  return laidOut({ ...sheet, body: [...kept, note], folds: [], opens }, making, keep)
}

const titled = ({ pieces }: Fold): readonly Piece[] => [{ kind: 'gap' }, ...pieces]

/** The first so many pieces that are read, with every decision in its place. */
const split = (body: readonly Piece[], count: number): readonly [readonly Piece[], readonly Piece[]] => {
  let seen = 0
  const kept: Piece[] = []
  const rest: Piece[] = []
  for (const piece of body) {
    if (isDecision(piece)) kept.push(piece)
    else if (seen++ < count) kept.push(piece)
    else rest.push(piece)
  }
  return [kept, rest]
}

const within = (
  blocks: readonly KnownBlock[],
  most: { readonly blocks: number; readonly characters: number },
): boolean => blocks.length <= most.blocks && charactersIn(blocks) <= most.characters

/** Everything in the blocks that is not their grammar: more than what Slack is known to count. */
export const charactersIn = (node: unknown, key = ''): number => {
  if (typeof node === 'string') return key === 'type' || key === 'style' ? 0 : lengthOf(node)
  if (Array.isArray(node)) return node.reduce((sum: number, item: unknown) => sum + charactersIn(item, key), 0)
  if (typeof node !== 'object' || node === null) return 0
  return Object.entries(node).reduce((sum, [name, value]) => sum + charactersIn(value, name), 0)
}
