import type { AdaptiveCardJson } from '../../expand.ts'
import { nodesIn } from '../json.ts'
import { fieldsIn, readActions, withFields } from './actions.ts'
import type { Field, Piece, Press } from './piece.ts'
import { readElement } from './read.ts'

/** A card taken apart: what is read, what is folded away, what is decided at its foot. */
export interface Sheet {
  readonly body: readonly Piece[]
  readonly folds: readonly Fold[]
  readonly buttons: readonly Press[]
}

export interface Fold {
  /** Words of the button that opens it; empty where no button does. */
  readonly title: string
  readonly pieces: readonly Piece[]
}

type FoldPiece = Extract<Piece, { kind: 'fold' }>

export const sheetOf = (card: AdaptiveCardJson): Sheet => {
  const pieces = nodesIn(card, 'body').flatMap(readElement)
  const presses = readActions(nodesIn(card, 'actions'), readElement)
  const hidden = pieces.filter((piece) => piece.kind === 'fold')
  const shown = pieces.filter((piece) => piece.kind !== 'fold')
  const titles = [...shown.flatMap(pressesIn), ...presses]
  // A decision is never hidden: those of folded parts stand at the foot of the card.
  const inside = hidden.flatMap((fold) => fold.pieces)
  const fields = fieldsIn([...shown, ...inside].filter(({ kind }) => kind === 'field'))
  const rescued = inside.flatMap(pressesIn).filter(({ kind }) => kind !== 'link')
  const body = [...shown, ...inside.filter(({ kind }) => kind === 'choice')]
  return {
    body: body.filter(({ kind }) => kind !== 'field').flatMap((piece) => bodyPiece(piece, fields)),
    folds: hidden.map((fold) => foldOf(fold, titles)),
    buttons: [...presses, ...rescued].flatMap((press) => visible(press, fields)),
  }
}

const pressesIn = (piece: Piece): readonly Press[] => (piece.kind === 'buttons' ? piece.buttons : [])

const bodyPiece = (piece: Piece, fields: readonly Field[]): readonly Piece[] => {
  if (piece.kind !== 'buttons') return [piece]
  const buttons = piece.buttons.flatMap((press) => visible(press, fields))
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }]
}

/** Buttons that unfold are made anew where something stays folded. */
const visible = (press: Press, fields: readonly Field[]): readonly Press[] => {
  if (press.kind === 'fold') return []
  return [press.kind === 'verb' ? withFields(press, fields, []) : press]
}

const foldOf = ({ id, pieces }: FoldPiece, titles: readonly Press[]): Fold => ({
  title: titles.find((press) => press.kind === 'fold' && press.targets.includes(id))?.title ?? '',
  pieces: pieces.flatMap((piece): readonly Piece[] => {
    if (piece.kind !== 'buttons') return ['field', 'choice', 'fold'].includes(piece.kind) ? [] : [piece]
    const links = piece.buttons.filter(({ kind }) => kind === 'link')
    return links.length === 0 ? [] : [{ ...piece, buttons: links }]
  }),
})
