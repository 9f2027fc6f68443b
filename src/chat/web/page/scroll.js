import { byId } from './elements.js'
import { say } from './strings.js'

const scroller = byId('scroller')
const unseen = /** @type {HTMLButtonElement} */ (byId('unseen'))
const nearInPixels = 60

/** @type {HTMLElement | undefined} */
let firstUnseen

const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearInPixels

/**
 * Changes the page without moving what the person looks at: the element that has the focus, or the one that is changed,
 * stays where it is; who is at the end stays there, but sees a card that grows from its top.
 * @param {HTMLElement} changed
 * @param {() => void} change
 */
export const keepingPlace = (changed, change) => {
  const focused = scroller.contains(document.activeElement) && document.activeElement !== scroller
  const atEnd = isAtEnd() && !focused
  const held = focused ? /** @type {HTMLElement} */ (document.activeElement) : changed
  const edge = scroller.getBoundingClientRect().top
  const above = changed.getBoundingClientRect().bottom < edge
  const fromItsTop = changed.getBoundingClientRect().top >= edge
  const heightBefore = scroller.scrollHeight
  const topBefore = held.getBoundingClientRect().top
  change()
  if (atEnd && fromItsTop) scrollTo(changed)
  else if (atEnd) goToEnd()
  else if (above) scroller.scrollTop += scroller.scrollHeight - heightBefore
  else if (held.isConnected) scroller.scrollTop += held.getBoundingClientRect().top - topBefore
}

/**
 * Brings a new message into view where the person is at the end; elsewhere it offers to go there, or goes there
 * (to what one wrote oneself, or to the top of what answers it), or leaves it.
 * @param {HTMLElement} element
 * @param {() => void} insert
 * @param {'offer' | 'always' | 'from its top' | 'where one looks'} mode
 */
export const revealing = (element, insert, mode) => {
  const follow = isAtEnd()
  insert()
  if (follow || mode === 'from its top') scrollTo(element)
  else if (mode === 'always') element.scrollIntoView({ block: 'nearest' })
  else if (mode === 'offer') offer(element)
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
