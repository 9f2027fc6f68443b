import { adorn } from './card-adorn.js'
import { make } from './elements.js'
import { hostConfig } from './host-config.js'
import { say } from './strings.js'

/** @import { CardShown, Pressed } from './types.js' */
/** @typedef {{ element: HTMLElement, inputs: () => any[] }} Rendered */

/** The two libraries are plain scripts that leave one global each; they carry no types for that. */
const { AdaptiveCard, ExecuteAction, GlobalSettings, HostConfig, OpenUrlAction, SubmitAction } = /** @type {any} */ (
  globalThis
).AdaptiveCards
const markdown = /** @type {any} */ (globalThis).markdownit({ html: false })
const config = new HostConfig(hostConfig)

GlobalSettings.setTabIndexAtCardRoot = false
AdaptiveCard.onProcessMarkdown = (/** @type {string} */ text, /** @type {any} */ result) => {
  result.outputHtml = markdown.render(text)
  result.didProcess = true
}

/**
 * @param {CardShown} shown
 * @param {(pressed: Pressed, button: HTMLElement | undefined) => void} press
 * @param {(text: string) => void} complain
 * @returns {Rendered}
 */
export const render = ({ json, summary }, press, complain) => {
  const card = new AdaptiveCard()
  card.hostConfig = config
  card.onExecuteAction = (/** @type {any} */ action) => {
    if (action instanceof OpenUrlAction) return openLink(action.url, complain)
    if (action instanceof ExecuteAction || action instanceof SubmitAction)
      press(pressedOf(action), action.renderedElement)
  }
  card.onAnchorClicked = (/** @type {any} */ _element, /** @type {HTMLAnchorElement} */ anchor) => {
    openLink(anchor.href, complain)
    return true
  }
  const element = rendered(card, withoutMenus(json)) ?? make('p', '', say('web.card.failed', { summary }))
  const tell = adorn(element)
  card.onElementVisibilityChanged = () => queueMicrotask(tell) // the library is not done yet
  return { element, inputs: () => card.getAllInputs() }
}

/**
 * @param {any} card
 * @param {object} json
 * @returns {HTMLElement | undefined}
 */
const rendered = (card, json) => {
  try {
    card.parse(json)
    return card.render()
  } catch {
    return undefined // a card that the library can't show is said in one line instead
  }
}

/** @param {any} action @returns {Pressed} */
const pressedOf = (action) => {
  const { token = '', verb = '', ...values } = action.data ?? {}
  const texts = Object.entries(values).map(([key, value]) => [key, String(value)])
  return { verb: String(action.verb ?? verb), token: String(token), values: Object.fromEntries(texts) }
}

/**
 * @param {string} address
 * @param {(text: string) => void} complain
 */
const openLink = (address, complain) => {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : undefined
  const here = url?.origin === location.origin && url.pathname === location.pathname ? url.hash.slice(1) : ''
  const message = here === '' ? null : document.getElementById(here)
  if (message !== null) return goTo(message)
  const allowed = url !== undefined && (url.protocol === 'https:' || url.origin === location.origin)
  if (allowed) window.open(url, '_blank', 'noopener')
  else complain(say('web.card.link'))
}

/** A message further up: it is shown, and has the focus. @param {HTMLElement} message */
const goTo = (message) => {
  message.scrollIntoView({ block: 'start' })
  message.focus({ preventScroll: true })
}

/** A button in a menu behind three dots is one that a tired person does not find. @param {object} json */
const withoutMenus = (json) =>
  JSON.parse(JSON.stringify(json), (key, value) => (key === 'mode' && value === 'secondary' ? undefined : value))
