import type { AdaptiveCardJson } from '../../shared/card-expander.ts'
import { objectsIn } from '../../shared/json-object.ts'
import type { ButtonElement, CardElement, InputField } from './card-element.ts'
import { inputFieldsIn, parseActions, withInputFields } from './parse-actions.ts'
import { parseElement } from './parse-element.ts'

/** A card taken apart: what is read, what is folded away, what is decided at its foot. */
export interface ParsedCard {
  readonly body: readonly CardElement[]
  readonly folds: readonly FoldedSection[]
  readonly buttons: readonly ButtonElement[]
}

export interface FoldedSection {
  /** Words of the button that opens it; empty where no button does. */
  readonly title: string
  readonly pieces: readonly CardElement[]
}

type FoldElement = Extract<CardElement, { kind: 'fold' }>

export const parseCard = (card: AdaptiveCardJson): ParsedCard => {
  const pieces = objectsIn(card, 'body').flatMap(parseElement)
  const presses = parseActions(objectsIn(card, 'actions'), parseElement)
  const hidden = pieces.filter((piece) => piece.kind === 'fold')
  const shown = pieces.filter((piece) => piece.kind !== 'fold')
  const titles = [...shown.flatMap(buttonsIn), ...presses]
  // A decision is never hidden: those of folded parts stand at the foot of the card.
  const inside = hidden.flatMap((fold) => fold.pieces)
  const fields = inputFieldsIn([...shown, ...inside].filter(({ kind }) => kind === 'field'))
  const rescued = inside.flatMap(buttonsIn).filter(({ kind }) => kind !== 'link')
  const body = [...shown, ...inside.filter(({ kind }) => kind === 'choice')]
  return {
    body: body.filter(({ kind }) => kind !== 'field').flatMap((piece) => bodyElementsOf(piece, fields)),
    folds: hidden.map((fold) => foldedSectionOf(fold, titles)),
    buttons: [...presses, ...rescued].flatMap((press) => visibleButtonsOf(press, fields)),
  }
}

const buttonsIn = (piece: CardElement): readonly ButtonElement[] => (piece.kind === 'buttons' ? piece.buttons : [])

const bodyElementsOf = (piece: CardElement, fields: readonly InputField[]): readonly CardElement[] => {
  if (piece.kind !== 'buttons') return [piece]
  const buttons = piece.buttons.flatMap((press) => visibleButtonsOf(press, fields))
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }]
}

/** Buttons that unfold are made anew where something stays folded. */
const visibleButtonsOf = (press: ButtonElement, fields: readonly InputField[]): readonly ButtonElement[] => {
  if (press.kind === 'fold') return []
  return [press.kind === 'verb' ? withInputFields(press, fields, []) : press]
}

const foldedSectionOf = ({ id, pieces }: FoldElement, titles: readonly ButtonElement[]): FoldedSection => ({
  title: titles.find((press) => press.kind === 'fold' && press.targets.includes(id))?.title ?? '',
  pieces: pieces.flatMap((piece): readonly CardElement[] => {
    if (piece.kind !== 'buttons') return ['field', 'choice', 'fold'].includes(piece.kind) ? [] : [piece]
    const links = piece.buttons.filter(({ kind }) => kind === 'link')
    return links.length === 0 ? [] : [{ ...piece, buttons: links }]
  }),
})
