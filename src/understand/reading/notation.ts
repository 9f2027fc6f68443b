import { foldCaseAndDiacritics } from './normalise.ts'

/** The places of a phrase, each a set of alternatives; an empty one is a gap. */
export type Steps = readonly (readonly string[])[]

/** Written `a/b+c d? e*`; optional words and groups are spelt out, each into steps of their own. */
export const waysToSay = (phrase: string): Steps[] =>
  phrase
    .split(/\s+/)
    .reduce<Steps[]>((all, word) => all.flatMap((done) => waysOf(word).map((way) => [...done, ...way])), [[]])
    .filter((steps) => steps.length > 0)

/** The ways to say one place in a phrase: one of its single words, one of its groups, or nothing. */
const waysOf = (place: string): Steps[] => {
  if (place === '_') return [[[]]]
  const alternatives = place.replace(/\?$/, '').split('/')
  const single = alternatives.filter((word) => !word.includes('+'))
  const groups = alternatives
    .filter((word) => word.includes('+'))
    .map((group) => group.split('+').map((word) => [word]))
  return [...(single.length > 0 ? [[single]] : []), ...groups, ...(place.endsWith('?') ? [[]] : [])]
}

export const phrasesIn = (text: string): string[] =>
  foldCaseAndDiacritics(text)
    .replace(/'/g, '')
    .split(',')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .flatMap(separated)

/**
 * A separable verb of Dutch or German, written `om~val`: together in infinitive and participle, apart in a main
 * clause, with whatever stands between.
 */
const separated = (phrase: string): string[] => {
  const [, particle, stem] = /^(\p{L}+)~(\p{L}+)$/u.exec(phrase) ?? []
  if (particle === undefined || stem === undefined) return [phrase]
  const together = ['', 'ge', 'zu'].map((between) => `${particle}${between}${stem}*`)
  return [...together, `${particle} te ${stem}*`, `${stem}* _ ${particle}`]
}
