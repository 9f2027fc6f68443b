import { wasHandled } from './api.js'
import { render } from './card-render.js'
import { entered, focusIn, openedIn, reopen, restoreFocus, withEntered } from './card-state.js'
import { make } from './elements.js'
import { say } from './strings.js'

/** @import { CardShown, Pressed } from './types.js' */

const mostWaitInMs = 1500

/**
 * A card that can be replaced while somebody reads it, types in it or has the focus on one of its buttons.
 * @param {CardShown} first
 * @param {(pressed: Pressed) => Promise<string>} click
 */
export const createCard = (first, click) => {
  const element = make('div', 'card')
  const problem = make('p', 'problem')
  problem.setAttribute('role', 'alert')
  let shown = first
  let version = 0
  /** @type {{ id: string, button: HTMLElement } | undefined} */
  let pending

  /**
   * @param {Pressed} pressed
   * @param {HTMLElement | undefined} button
   */
  const press = async (pressed, button) => {
    if (element.getAttribute('aria-busy') === 'true') return
    const pressedOn = version
    problem.textContent = ''
    setBusy(element, button, true)
    try {
      const id = await click(pressed)
      if (pressedOn === version && button && !wasHandled(id)) pending = { id, button }
      else setBusy(element, button, false)
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : String(error)
      setBusy(element, button, false)
      button?.focus()
    }
  }

  /** @param {CardShown} one */
  const rendered = (one) =>
    render(
      one,
      (pressed, button) => void press(pressed, button),
      (text) => (problem.textContent = text),
    )

  let card = rendered(shown)
  element.lang = shown.language
  element.append(card.element, problem)

  /**
   * @param {CardShown} next
   * @param {(change: () => void) => void} carefully runs the change where it moves nothing on the screen
   */
  const edit = async (next, carefully) => {
    if (next.at === shown.at && JSON.stringify(next.json) === JSON.stringify(shown.json)) return
    shown = next
    const mine = ++version
    const ahead = rendered(withEntered(next, entered(card)))
    await picturesOf(ahead.element)
    if (mine !== version) return // a newer one is on its way
    carefully(() => {
      const [focus, opened] = [focusIn(card), openedIn(card)]
      card.element.replaceWith(ahead.element)
      card = ahead
      pending = undefined
      problem.textContent = ''
      element.setAttribute('aria-busy', 'false')
      element.lang = next.language
      reopen(card, opened)
      restoreFocus(card, focus, element)
    })
  }

  /** The server is done with the click: where it did not change the card, its buttons work again. @param {string} id */
  const release = (id) => {
    if (pending?.id !== id) return
    setBusy(element, pending.button, false)
    pending = undefined
  }

  return { element, edit, release }
}

/**
 * Told to be disabled, and not made so: a button that is takes the focus away from whoever has just pressed it.
 * @param {HTMLElement} card
 * @param {HTMLElement | undefined} pressed
 * @param {boolean} busy
 */
const setBusy = (card, pressed, busy) => {
  card.setAttribute('aria-busy', String(busy))
  for (const button of card.querySelectorAll('button')) {
    if (busy) button.setAttribute('aria-disabled', 'true')
    else button.removeAttribute('aria-disabled')
  }
  pressed?.classList.toggle('busy', busy)
  if (busy) pressed?.setAttribute('aria-label', `${pressed.textContent}: ${say('web.waiting')}`)
  else pressed?.removeAttribute('aria-label')
}

/** A picture that arrives after its card makes the page jump, so the card waits for it, but not for ever. @param {HTMLElement} element */
const picturesOf = async (element) => {
  const pictures = [...element.querySelectorAll('img')].map((picture) => picture.decode().catch(() => undefined))
  const enough = new Promise((resolve) => setTimeout(resolve, mostWaitInMs))
  await Promise.race([Promise.all(pictures), enough])
}
