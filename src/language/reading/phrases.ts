import { lexicons } from '../lexicons/index.ts'
import type { Concept, Lexicon } from '../lexicons/types.ts'
import { fold } from './normalise.ts'
import { isNumberWord } from './number-words.ts'
import type { Hit, Token } from './types.ts'

/** The places of a phrase, each a set of alternatives; an empty one is a gap. */
export type Steps = readonly (readonly string[])[]

interface Pattern {
  readonly concept: Concept
  readonly language: string
  readonly steps: Steps
}

const longestGap = 5
const shortestStem = 3

/** Written `a/b+c d? e*`; optional words and groups are spelt out, each into steps of their own. */
const waysToSay = (phrase: string): Steps[] =>
  phrase
    .split(/\s+/)
    .reduce<Steps[]>((all, word) => all.flatMap((done) => waysOf(word).map((way) => [...done, ...way])), [[]])
    .filter((steps) => steps.length > 0)

/** What others listen for, in the lexicons' notation. */
export const stepsOf = (phrases: string): readonly Steps[] => phrasesIn(phrases).flatMap(waysToSay)

const patternsOf = (lexicon: Lexicon, concept: Concept, phrase: string): Pattern[] =>
  waysToSay(phrase).map((steps) => ({ concept, language: lexicon.language, steps }))

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

const phrasesIn = (text: string): string[] =>
  fold(text)
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

const allPatterns = lexicons.flatMap((lexicon) =>
  Object.entries(lexicon.concepts).flatMap(([concept, text]) =>
    phrasesIn(text).flatMap((phrase) => patternsOf(lexicon, concept as Concept, phrase)),
  ),
)

/** Patterns by their first word; stems stand under their text with the star. */
const byFirstWord = allPatterns.reduce((index, pattern) => {
  for (const word of pattern.steps[0] ?? []) index.set(word, [...(index.get(word) ?? []), pattern])
  return index
}, new Map<string, Pattern[]>())

const stemLengths = [...new Set([...byFirstWord.keys()].filter((word) => word.endsWith('*')).map((w) => w.length - 1))]

const remembered = new Map<string, readonly Pattern[]>()
const mostRemembered = 20_000

/** People use few words often; what they use once must not fill the memory. */
const candidates = (token: string): readonly Pattern[] => {
  const known = remembered.get(token)
  if (known) return known
  if (remembered.size >= mostRemembered) remembered.clear()
  const found = lookUp(token)
  remembered.set(token, found)
  return found
}

const lookUp = (token: string): readonly Pattern[] => {
  const found = [...(byFirstWord.get(token) ?? []), ...(isNumberWord(token) ? (byFirstWord.get('@num') ?? []) : [])]
  for (const length of stemLengths) {
    if (length <= token.length) found.push(...(byFirstWord.get(`${token.slice(0, length)}*`) ?? []))
  }
  return found
}

const fits = (words: readonly string[], token: Token | undefined): boolean => {
  if (token === undefined) return false
  return words.some((word) =>
    word.endsWith('*') && word.length > shortestStem
      ? token.text.startsWith(word.slice(0, -1)) && token.kind === 'word'
      : token.text === word || (word === '@num' && token.kind === 'word' && isNumberWord(token.text)),
  )
}

/** One past the last token of the phrase, or 0 where it does not stand at `at`. */
export const endOf = (tokens: readonly Token[], at: number, steps: Steps): number => {
  let here = at
  let gap = 0
  for (const words of steps) {
    if (words.length === 0) {
      gap = longestGap
      continue
    }
    const limit = Math.min(here + gap, tokens.length - 1)
    while (here <= limit && !fits(words, tokens[here])) here += 1
    if (here > limit) return 0
    here += 1
    gap = 0
  }
  return here
}

/** Asked for by the word while numbers are read (`standsFor`); as hits they would only be in the way. */
const isForNumbers = (concept: Concept): boolean => concept === 'codeCue' || concept === 'numberNoun'

/** Every phrase of every language that stands in the tokens of one sentence. */
export const findPhrases = (tokens: readonly Token[]): Hit[] => tokens.flatMap((_, from) => phrasesAt(tokens, from))

const phrasesAt = (tokens: readonly Token[], from: number): Hit[] => {
  const hits: (Hit & { languages: string[] })[] = []
  for (const { concept, language, steps } of candidates(tokens[from]?.text ?? '')) {
    const to = isForNumbers(concept) ? 0 : endOf(tokens, from, steps)
    if (to === 0) continue
    const same = hits.find((hit) => hit.concept === concept && hit.to === to)
    if (same) same.languages.push(language)
    else hits.push({ concept, from, to, languages: [language], words: wordsOf(tokens, from, to) })
  }
  return hits
}

const wordsOf = (tokens: readonly Token[], from: number, to: number): string =>
  to - from === 1
    ? (tokens[from]?.raw ?? '')
    : tokens
        .slice(from, to)
        .map(({ raw }) => raw)
        .join(' ')

/** Words of each language, to tell a misspelling from a word that is simply not in the phrases. */
export const vocabulary = new Map(
  lexicons.map((lexicon) => [
    lexicon.language,
    { common: new Set(fold(lexicon.common).split(/\s+/)), content: contentOf(lexicon) },
  ]),
)

function contentOf({ language }: Lexicon): ReadonlySet<string> {
  const words = allPatterns.filter((pattern) => pattern.language === language).flatMap(({ steps }) => steps.flat())
  return new Set(words.map((word) => word.replace(/\*$/, '')).filter((word) => !word.startsWith('@')))
}

/** Whether any language knows the word, by itself or as the beginning of a phrase. */
export const isKnown = (word: string): boolean =>
  candidates(word).length > 0 ||
  [...vocabulary.values()].some(({ common, content }) => common.has(word) || content.has(word))

/** Whether the word by itself stands for the concept in some language. */
export const standsFor = (word: string, concept: Concept): boolean =>
  candidates(word).some((pattern) => pattern.concept === concept && pattern.steps.length === 1)
