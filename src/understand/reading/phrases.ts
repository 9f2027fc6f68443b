import { lexicons } from '../lexicons/index.ts'
import type { Concept, Lexicon } from '../lexicons/types.ts'
import { foldCaseAndDiacritics } from './normalise.ts'
import { phrasesIn, type Steps, waysToSay } from './notation.ts'
import { isNumberWord } from './number-words.ts'
import { indexPhrases, type PhraseIndex, phrasesContinuingWith } from './phrase-index.ts'
import type { Hit, MessageToken } from './types.ts'

export type { Steps } from './notation.ts'

interface Pattern {
  readonly concept: Concept
  readonly language: string
  readonly steps: Steps
  readonly places: readonly Place[]
}

/** Whether a token can stand at a place; `undefined` for a gap. */
type Place = ((token: MessageToken) => boolean) | undefined

const longestGap = 5
const shortestStem = 3

/** What others listen for, in the lexicons' notation. */
export const stepsOf = (phrases: string): readonly Steps[] => phrasesIn(phrases).flatMap(waysToSay)

const patternsOf = (lexicon: Lexicon, concept: Concept, phrase: string): Pattern[] =>
  waysToSay(phrase).map((steps) => ({ concept, language: lexicon.language, steps, places: steps.map(placeOf) }))

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

const beginnings = new Map<string, PhraseIndex<Pattern>>()

const fitting = (token: string, next: string): readonly Pattern[] => {
  const known = beginnings.get(token)
  if (known) return phrasesContinuingWith(known, next)
  if (beginnings.size >= mostRemembered) beginnings.clear()
  const made = indexPhrases(candidates(token))
  beginnings.set(token, made)
  return phrasesContinuingWith(made, next)
}

/** A function declaration, since the patterns above are built with it. */
function placeOf(words: readonly string[]): Place {
  if (words.length === 0) return undefined
  const isStem = (word: string): boolean => word.endsWith('*') && word.length > shortestStem
  const exact = new Set(words.filter((word) => !isStem(word)))
  const stems = words.filter(isStem).map((word) => word.slice(0, -1))
  const counts = exact.has('@num')
  if (stems.length === 0 && !counts) return ({ text }) => exact.has(text)
  return ({ kind, text }) =>
    exact.has(text) ||
    (kind === 'word' && (stems.some((stem) => text.startsWith(stem)) || (counts && isNumberWord(text))))
}

/** One past the last token of the phrase, or 0 where it does not stand at `at`. */
export const phraseEnd = (tokens: readonly MessageToken[], at: number, steps: Steps): number => {
  const places = compiled.get(steps) ?? steps.map(placeOf)
  compiled.set(steps, places)
  return endAt(tokens, at, places)
}

const compiled = new WeakMap<Steps, readonly Place[]>()

const endAt = (tokens: readonly MessageToken[], at: number, places: readonly Place[], known = 0): number => {
  let here = at + known
  let gap = 0
  for (let step = known; step < places.length; step += 1) {
    const fits = places[step]
    if (fits === undefined) {
      gap = longestGap
      continue
    }
    const limit = Math.min(here + gap, tokens.length - 1)
    while (here <= limit && !fits(tokens[here] as MessageToken)) here += 1
    if (here > limit) return 0
    here += 1
    gap = 0
  }
  return here
}

/** Asked for by the word while numbers are read (`standsFor`); as hits they would only be in the way. */
const isForNumbers = (concept: Concept): boolean => concept === 'codeCue' || concept === 'numberNoun'

/** Every phrase of every language that stands in the tokens of one sentence. */
export const findPhrases = (tokens: readonly MessageToken[]): Hit[] =>
  tokens.flatMap((_, from) => phrasesAt(tokens, from))

const phrasesAt = (tokens: readonly MessageToken[], from: number): Hit[] => {
  const hits: (Hit & { languages: string[] })[] = []
  for (const { concept, language, places } of fitting(tokens[from]?.text ?? '', tokens[from + 1]?.text ?? '')) {
    const to = isForNumbers(concept) ? 0 : endAt(tokens, from, places, 1)
    if (to === 0) continue
    const same = hits.find((hit) => hit.concept === concept && hit.to === to)
    if (same) same.languages.push(language)
    else hits.push({ concept, from, to, languages: [language], words: wordsOf(tokens, from, to) })
  }
  return hits
}

const wordsOf = (tokens: readonly MessageToken[], from: number, to: number): string =>
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
    { common: new Set(foldCaseAndDiacritics(lexicon.common).split(/\s+/)), content: contentOf(lexicon) },
  ]),
)

function contentOf({ language }: Lexicon): ReadonlySet<string> {
  const words = allPatterns.filter((pattern) => pattern.language === language).flatMap(({ steps }) => steps.flat())
  return new Set(words.map((word) => word.replace(/\*$/, '')).filter((word) => !word.startsWith('@')))
}

const everyWord = new Set([...vocabulary.values()].flatMap(({ common, content }) => [...common, ...content]))

/** Whether any language knows the word, by itself or as the beginning of a phrase. */
export const isKnown = (word: string): boolean => everyWord.has(word) || candidates(word).length > 0

/** Concepts whose words tell what the bot does not look after, or merely how people talk. */
const talk: ReadonlySet<Concept> = new Set(['idiom', 'offTopic', 'own', 'foreign', 'document', 'general', 'going'])

const tradeWords = new Set(
  allPatterns
    .filter(({ concept }) => !talk.has(concept))
    .flatMap(({ steps }) => steps.flat().map((w) => w.replace('*', ''))),
)

/** A joining word, or one that is said of apps and what is done with them. */
export const isOfTheTrade = (word: string): boolean =>
  isCommon(word) || tradeWords.has(word) || candidates(word).some(({ concept }) => !talk.has(concept))

const joining = new Set([...vocabulary.values()].flatMap(({ common }) => [...common]))

/** A joining word of some language. */
export const isCommon = (word: string): boolean => joining.has(word)

/** Whether the word by itself stands for the concept in some language. */
export const standsFor = (word: string, concept: Concept): boolean =>
  candidates(word).some((pattern) => pattern.concept === concept && pattern.steps.length === 1)
