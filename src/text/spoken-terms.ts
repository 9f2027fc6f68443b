/** What people may call by words of their own. */
export interface Spoken {
  /**
   * Words for it in every language that is read, folded (no capitals, no accents) and divided by commas: `*` stands for
   * the rest of a word, `…` for up to three words between, a space for a hyphen or nothing as well.
   */
  readonly spokenAs: string
}

interface Mention<T> {
  readonly member: T
  readonly from: number
  readonly to: number
}

/** Those that a text speaks of, in its order; what lies within longer words for another is no mention of its own. */
export const spokenTerms = <T extends Spoken>(text: string, members: readonly T[]): readonly T[] => {
  const said = foldText(text)
  const mentions = members.flatMap((member) => mentionsOf(member, said))
  const own = mentions.filter((one) => !mentions.some((other) => isWithin(one, other)))
  return [...new Set(own.toSorted((a, b) => a.from - b.from).map(({ member }) => member))]
}

/** Whether a text says one of these words, written as `spokenAs` is. */
export const speaksOf = (text: string, words: string): boolean => spokenTerms(text, [{ spokenAs: words }]).length > 0

const mentionsOf = <T extends Spoken>(member: T, said: string): readonly Mention<T>[] =>
  [...said.matchAll(patternOf(member.spokenAs))].map(({ index, 0: found }) => ({
    member,
    from: index,
    to: index + found.length,
  }))

const isWithin = <T>(one: Mention<T>, other: Mention<T>): boolean =>
  one.member !== other.member &&
  other.from <= one.from &&
  one.to <= other.to &&
  other.to - other.from > one.to - one.from

const foldText = (text: string): string =>
  text.slice(0, maxTextLength).normalize('NFD').replace(/\p{M}/gu, '').replace(/[’`´]/g, "'").toLowerCase()

const maxTextLength = 1000

const patterns = new Map<string, RegExp>()

const patternOf = (words: string): RegExp => {
  const known = patterns.get(words)
  if (known !== undefined) return known
  // Of words at the same place the longest counts.
  const phrases = words.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '))
  const longestFirst = phrases.toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(`(?<![\\w])(?:${longestFirst.map(sourceOf).join('|')})(?!\\w)`, 'g')
  patterns.set(words, pattern)
  return pattern
}

/** What begins anew between two words of a phrase is no part of it: "scale up or scale out" is two things. */
const sourceOf = (phrase: string): string => {
  const [begin = ''] = phrase.split(/[ *]/)
  return phrase
    .replace(/[.+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/\s*…\s*/g, `(?:[\\s-]+(?!${begin})[\\w'.]+){0,3}[\\s-]+`)
    .replace(/ /g, '[\\s-]{0,2}')
    .replaceAll('*', "[\\w']*")
}
