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
  readonly elements: readonly CardElement[]
}

type FoldElement = Extract<CardElement, { kind: 'fold' }>

export const parseCard = (card: AdaptiveCardJson): ParsedCard => {
  const elements = objectsIn(card, 'body').flatMap(parseElement)
  const cardButtons = parseActions(objectsIn(card, 'actions'), parseElement)
  const hidden = elements.filter((element) => element.kind === 'fold')
  const shown = elements.filter((element) => element.kind !== 'fold')
  const titles = [...shown.flatMap(buttonsIn), ...cardButtons]
  // A decision is never hidden: those of folded parts stand at the foot of the card.
  const inside = hidden.flatMap((fold) => fold.pieces)
  const asked = [...shown, ...inside]
  // What is written is asked for in a form; what is chosen beside it goes along, since a form sends nothing but its own.
  const isForm = asked.some(({ kind }) => kind === 'field')
  const fields = isForm ? inputFieldsIn(asked).filter(isAnswerable) : []
  const rescued = inside.flatMap(buttonsIn).filter(({ kind }) => kind !== 'link')
  const body = [...shown, ...inside.filter(({ kind }) => kind === 'choice')].filter(
    ({ kind }) => kind !== 'field' && !(isForm && kind === 'choice'),
  )
  return {
    body: body.flatMap((element) => bodyElementsOf(element, fields)),
    folds: hidden.map((fold) => foldedSectionOf(fold, titles)),
    buttons: [...cardButtons, ...rescued].flatMap((button) => visibleButtonsOf(button, fields)),
  }
}

/** Slack takes no choice of nothing. */
const isAnswerable = (field: InputField): boolean => field.kind !== 'choice' || field.options.length > 0

const buttonsIn = (element: CardElement): readonly ButtonElement[] =>
  element.kind === 'buttons' ? element.buttons : []

const bodyElementsOf = (element: CardElement, fields: readonly InputField[]): readonly CardElement[] => {
  if (element.kind !== 'buttons') return [element]
  const buttons = element.buttons.flatMap((button) => visibleButtonsOf(button, fields))
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }]
}

/** Buttons that unfold are made anew where something stays folded. */
const visibleButtonsOf = (button: ButtonElement, fields: readonly InputField[]): readonly ButtonElement[] => {
  if (button.kind === 'fold') return []
  return [button.kind === 'verb' ? withInputFields(button, fields, []) : button]
}

const foldedSectionOf = ({ id, pieces: elements }: FoldElement, titles: readonly ButtonElement[]): FoldedSection => ({
  title: titles.find((button) => button.kind === 'fold' && button.targets.includes(id))?.title ?? '',
  elements: elements.flatMap((element): readonly CardElement[] => {
    if (element.kind !== 'buttons') return ['field', 'choice', 'fold'].includes(element.kind) ? [] : [element]
    const links = element.buttons.filter(({ kind }) => kind === 'link')
    return links.length === 0 ? [] : [{ ...element, buttons: links }]
  }),
})
