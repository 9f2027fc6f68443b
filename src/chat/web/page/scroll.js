import { byId } from './elements.js'
import { say } from './strings.js'

const scroller = byId('scroller')
const unseen = /** @type {HTMLButtonElement} */ (byId('unseen'))
const nearInPixels = 60

/** @type {HTMLElement | undefined} */
let firstUnseen

const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearInPixels

/**
 * Changes the page without moving what the person looks at: the end stays the end, and elsewhere the element that has
 * the focus, or the one that is changed, stays where it is.
 * @param {HTMLElement} changed
 * @param {() => void} change
 */
export const keepingPlace = (changed, change) => {
  const focused = scroller.contains(document.activeElement) && document.activeElement !== scroller
  const atEnd = isAtEnd() && !focused
  const held = focused ? /** @type {HTMLElement} */ (document.activeElement) : changed
  const above = changed.getBoundingClientRect().bottom < scroller.getBoundingClientRect().top
  const heightBefore = scroller.scrollHeight
  const topBefore = held.getBoundingClientRect().top
  change()
  if (atEnd) scroller.scrollTop = scroller.scrollHeight
  else if (above) scroller.scrollTop += scroller.scrollHeight - heightBefore
  else if (held.isConnected) scroller.scrollTop += held.getBoundingClientRect().top - topBefore
}

/**
 * Brings a new message into view where the person is at the end; otherwise offers to go there.
 * @param {HTMLElement} element
 * @param {() => void} insert
 */
export const revealing = (element, insert) => {
  const follow = isAtEnd()
  insert()
  if (follow) scrollTo(element)
  else offer(element)
}

/** The end, but never past the beginning of the element: a long card is read from its top. @param {HTMLElement} element */
const scrollTo = (element) => {
  const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop - 12
  scroller.scrollTop = Math.min(top, scroller.scrollHeight)
}

export const goToEnd = () => {
  scroller.scrollTop = scroller.scrollHeight
}

/** @param {HTMLElement} element */
const offer = (element) => {
  if (firstUnseen !== undefined || isVisible(element)) return
  firstUnseen = element
  const above = element.getBoundingClientRect().top < scroller.getBoundingClientRect().top
  unseen.textContent = say(above ? 'web.new-above' : 'web.new')
  unseen.hidden = false
}

/** @param {HTMLElement} element */
const isVisible = (element) => {
  const [inside, outside] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()]
  return inside.top < outside.bottom - 40 && inside.bottom > outside.top
}

const seen = () => {
  firstUnseen = undefined
  unseen.hidden = true
}

unseen.addEventListener('click', () => {
  const element = firstUnseen
  seen()
  if (element === undefined) return
  scrollTo(element)
  element.focus({ preventScroll: true })
})
scroller.addEventListener('scroll', () => {
  if (firstUnseen !== undefined && (!firstUnseen.isConnected || isVisible(firstUnseen))) seen()
})
