/** True where any of the patterns covers the text, without regard to case; no patterns cover everything. */
export const matchesAnyGlob = (patterns: readonly string[] | undefined, text: string): boolean =>
  patterns === undefined || patterns.some((pattern) => globMatches(pattern.toLowerCase(), text.toLowerCase()))

/** `*` stands for any run of characters. Compared part by part, so that no pattern can make it slow. */
const globMatches = (pattern: string, text: string): boolean => {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return pattern === text
  if (!text.startsWith(first)) return false
  const last = rest.at(-1) ?? ''
  let at = first.length
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
