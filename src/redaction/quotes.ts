/** A quote as it comes: escaped in JSON once or more, as an entity of HTML, by its code point, or encoded for a URL. */
export const quotePattern = `(?:\\\\*["']|&(?:quot|apos|#0{0,4}3[49]|#x0{0,4}2[27]);|\\\\+u002[27]|%(?:25)?2[27])`

/** What divides a name from its value, in the same guises. */
export const dividerPattern = `(?:=>?|:=?|->|[：＝]|%(?:25)?3[ad]|&#0{0,4}(?:58|61);|&#x0{0,4}3[ad];|\\\\+u003[ad])`

const openTag = '(?:<|&lt;|\\\\+u003c|%(?:25)?3c)'
export const closeTagPattern = '(?:>|&gt;|\\\\+u003e|%(?:25)?3e)'
export const isTagOpen = (before: string): boolean => tagBefore.test(before)
const tagBefore = new RegExp(`(?:${openTag}|:)$`, 'i')

/** Where the next tag opens, or the end of the text. */
export function nextTag(text: string, start: number): number {
  const search = new RegExp(openTag, 'gi')
  search.lastIndex = start
  return search.exec(text)?.index ?? text.length
}

const quote = new RegExp(quotePattern, 'iy')

/** The quote that opens here, if one does. */
export function quoteAt(text: string, at: number): string | undefined {
  quote.lastIndex = at
  return quote.exec(text)?.[0]
}

/** Where the quote that closes the one opened stands: escaped as often, and not more. The end, where none does. */
export function closingQuote(text: string, opened: string, start: number): number {
  let at = text.indexOf(opened, start)
  while (at > 0 && isEscaped(text, { at, start })) at = text.indexOf(opened, at + opened.length)
  return at < 0 ? text.length : at
}

function isEscaped(text: string, { at, start }: { at: number; start: number }): boolean {
  let backslashes = 0
  while (at - backslashes > start && text[at - backslashes - 1] === '\\') backslashes++
  return backslashes % 2 === 1
}
