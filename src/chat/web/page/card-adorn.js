import { make } from './elements.js'

let cards = 0

/**
 * What the library leaves to its host: ids that are unique on the page, buttons that say what they open, pictures that
 * take their place before they arrive, and coloured marks that look the same where no emoji font is.
 * @param {HTMLElement} element
 * @returns {() => void} to call when something was opened or closed
 */
export const adorn = (element) => {
  cards += 1
  for (const picture of element.querySelectorAll('img')) adornPicture(picture)
  adornMarks(element)
  return adornToggles(element, `card-${cards}-`)
}

/**
 * Two cards may use the same ids, a page may not; those that the library made up itself are unique already.
 * @param {HTMLElement} element
 * @param {string} prefix
 */
const adornToggles = (element, prefix) => {
  for (const one of element.querySelectorAll('[id]:not([id^="__ac-"])')) one.id = prefix + one.id
  const toggles = [...element.querySelectorAll('button[aria-controls]')]
  for (const toggle of toggles) {
    const ids = (toggle.getAttribute('aria-controls') ?? '').split(' ').map((id) => prefix + id)
    toggle.setAttribute('aria-controls', ids.join(' '))
    toggle.classList.add('toggle')
  }
  const tell = () => {
    for (const toggle of toggles) toggle.setAttribute('aria-expanded', String(isOpen(element, toggle)))
  }
  tell()
  return tell
}

/**
 * @param {HTMLElement} element
 * @param {Element} toggle
 */
const isOpen = (element, toggle) => {
  const [first = ''] = (toggle.getAttribute('aria-controls') ?? '').split(' ')
  const target = /** @type {HTMLElement | null} */ (element.querySelector(`#${CSS.escape(first)}`))
  target?.removeAttribute('aria-expanded') // the library puts it on what is opened, where it means nothing
  return target !== null && target.style.display !== 'none'
}

/** The server names a picture's size behind the #. On a phone a chart is small, so it opens by itself too. @param {HTMLImageElement} picture */
const adornPicture = (picture) => {
  const [, width = '', height = ''] = /#(\d+)x(\d+)$/.exec(picture.src) ?? []
  if (width === '') return
  picture.setAttribute('width', width)
  picture.setAttribute('height', height)
  const link = document.createElement('a')
  link.className = 'picture'
  link.href = picture.src
  link.target = '_blank'
  link.rel = 'noopener'
  picture.replaceWith(link)
  link.append(picture)
}

/** @type {Record<string, string>} */
const marks = { '🔴': 'red', '🟠': 'orange', '🟡': 'yellow', '🟢': 'green', '🔵': 'blue', '⚪': 'grey' }

/** @param {HTMLElement} element */
const adornMarks = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    const [first = ''] = text
    const colour = marks[first]
    if (colour === undefined) continue
    const mark = make('span', `mark mark-${colour}`)
    mark.setAttribute('aria-hidden', 'true')
    node.parentNode?.insertBefore(mark, node)
    node.textContent = text.slice(first.length).trimStart()
  }
}
