/** @import { CardShown } from './types.js' */
/** @import { Rendered } from './card-render.js' */

/**
 * What a person left in a card, so that its successor can have it too.
 * @typedef {{ input?: string, button?: string } | undefined} Focus
 */

/** What was typed or chosen, by the input's id. @param {Rendered} card @returns {Map<string, string>} */
export const entered = (card) =>
  new Map(
    card
      .inputs()
      .filter((input) => input.isDirty())
      .map((input) => [input.id, String(input.value)]),
  )

/**
 * @param {CardShown} shown
 * @param {Map<string, string>} values
 * @returns {CardShown}
 */
export const withEntered = (shown, values) => {
  if (values.size === 0) return shown
  const json = JSON.parse(JSON.stringify(shown.json), (_key, value) =>
    String(value?.type).startsWith('Input.') && values.has(value.id)
      ? { ...value, value: values.get(value.id) }
      : value,
  )
  return { ...shown, json }
}

/** @param {Rendered} card @returns {Focus} */
export const focusIn = (card) => {
  const focused = document.activeElement
  if (!focused || !card.element.contains(focused)) return undefined
  const input = card.inputs().find((one) => one.renderedElement?.contains(focused))
  return input ? { input: input.id } : { button: textOf(focused) }
}

/**
 * Back to the same input or button; where that is gone, to the card, so that the keyboard stays where it was.
 * @param {Rendered} card
 * @param {Focus} focus
 * @param {HTMLElement} around
 */
export const restoreFocus = (card, focus, around) => {
  if (focus === undefined) return
  const input = card.inputs().find(({ id }) => focus.input !== undefined && id === focus.input)
  const button = buttonsOf(card).find((one) => focus.button !== undefined && textOf(one) === focus.button)
  const target = input?.renderedElement?.querySelector('input, select, textarea') ?? button
  if (!target) around.tabIndex = -1
  ;(target ?? around).focus({ preventScroll: true })
}

/** Texts of the buttons whose part of the card stands open. @param {Rendered} card */
export const openedIn = (card) =>
  buttonsOf(card)
    .filter((button) => button.getAttribute('aria-expanded') === 'true')
    .map(textOf)

/**
 * @param {Rendered} card
 * @param {readonly string[]} opened
 */
export const reopen = (card, opened) => {
  for (const button of buttonsOf(card)) {
    if (opened.includes(textOf(button)) && button.getAttribute('aria-expanded') === 'false') button.click()
  }
}

/** @param {Rendered} card */
const buttonsOf = (card) => [...card.element.querySelectorAll('button')]

/** @param {Element} element */
const textOf = (element) => element.textContent ?? ''
