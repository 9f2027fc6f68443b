/** @type {Record<string, string>} */
let strings = {}
let chosen = 'en'
/** @type {string[]} */
let spoken = []

export const language = () => chosen

/** Those that can be chosen. */
export const languages = () => spoken

/** The language chosen before, else the browser's, where it is spoken; fetches its words. */
export const chooseLanguage = async () => {
  const wanted = localStorage.getItem('appmedic.language') ?? navigator.language
  const answer = await fetch(`/strings?lang=${encodeURIComponent(wanted)}`)
  const told = await answer.json()
  strings = told.strings
  chosen = told.language
  spoken = told.languages
  document.documentElement.lang = chosen
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export const say = (key, values = {}) =>
  (strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))

/** Fills in every element of the page that names its words. */
export const sayPage = () => {
  for (const element of document.querySelectorAll('[data-say]')) {
    element.textContent = say(element.getAttribute('data-say') ?? '')
  }
  for (const element of document.querySelectorAll('[data-say-label]')) {
    element.setAttribute('aria-label', say(element.getAttribute('data-say-label') ?? ''))
  }
}

/** Clock time in UTC, as the cards give it. @param {number} at */
export const clockTime = (at) => `${new Date(at).toISOString().slice(11, 16)} UTC`

/** @param {number} at */
export const fullTime = (at) =>
  new Intl.DateTimeFormat(chosen, { dateStyle: 'full', timeStyle: 'long', timeZone: 'UTC' }).format(at)
