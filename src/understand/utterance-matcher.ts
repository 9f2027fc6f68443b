import type { Concept } from './lexicons/types.ts'
import { periodIn } from './period.ts'
import { foldCaseAndDiacritics } from './reading/normalise.ts'
import { phraseEnd, type Steps, stepsOf } from './reading/phrases.ts'
import { readMessageText } from './reading/read-message-text.ts'
import type { MessageReading, MessageToken, Sentence } from './reading/types.ts'
import { hitsOf, isInterjection } from './rules/hits.ts'
import type { Intent } from './types.ts'

/** What is listened for, in the lexicons' notation, by language. */
export type PhrasesByLanguage = Readonly<Record<string, string>>

export interface UtterancePattern {
  readonly id: string
  readonly phrases: PhrasesByLanguage
}

/** What was recognised, with what may belong to it. */
export interface MatchedUtterance {
  readonly id: string
  /** Figures that are named: `cpu`, `memory`, `errors`, `requests`, `response-time`. */
  readonly figures: readonly UtteranceMetric[]
  readonly periodInMs?: number
  /** "why not restart?": what would be asked for. */
  readonly intent?: Extract<Intent, 'request_restart' | 'request_scale_out'>
  /** "the second one": from 1. */
  readonly ordinal?: number
}

export type UtteranceMetric = 'cpu' | 'memory' | 'errors' | 'requests' | 'response-time'

export interface UtteranceMatcher {
  /** The kind that the whole message is; nothing where more is said than the phrase and small words. */
  match(text: string): MatchedUtterance | undefined
  /** The kind that the message most resembles, to be offered. */
  closest(text: string): string | undefined
}

export const createUtteranceMatcher = (kinds: readonly UtterancePattern[]): UtteranceMatcher => {
  const known = kinds.map(({ id, phrases: said }) => ({ id, phrases: Object.values(said).flatMap(stepsOf) }))
  const byFirstWord = indexByFirstWord(known)

  const hear: UtteranceMatcher['match'] = (text) => {
    const reading = readMessageText(text)
    const sentences = reading.sentences.slice(0, maxSentences)
    const [first] = sentences
      .flatMap((sentence) => [sentence, withoutSpellingCorrection(sentence)])
      .flatMap((sentence) => foundIn(sentence, byFirstWord))
      .sort((one, other) => other.score - one.score)
    return first === undefined ? undefined : matchedUtterance(first.id, reading)
  }

  const closest: UtteranceMatcher['closest'] = (text) => {
    const words = new Set(readMessageText(text).sentences.flatMap(({ tokens }) => tokens.map((token) => token.text)))
    const [best] = known
      .map(({ id, phrases }) => ({ id, share: Math.max(0, ...phrases.map((steps) => shareOf(steps, words))) }))
      .sort((one, other) => other.share - one.share)
    return best !== undefined && best.share >= closestThreshold ? best.id : undefined
  }

  return { match: hear, closest }
}

const maxSentences = 3
const maxTokens = 14
const closestThreshold = 0.5

/** Spelling is mended towards words for what is wrong with apps; other things are talked of here too ("quiet"). */
const withoutSpellingCorrection = (sentence: Sentence): Sentence => ({
  ...sentence,
  tokens: sentence.tokens.map((token) =>
    token.kind === 'word' ? { ...token, text: foldCaseAndDiacritics(token.raw) } : token,
  ),
})

interface IndexedPhrase {
  readonly id: string
  /** Where two kinds fit equally well, the earlier one is meant. */
  readonly rank: number
  readonly steps: Steps
  readonly words: number
}

const indexByFirstWord = (known: readonly { readonly id: string; readonly phrases: readonly Steps[] }[]) => {
  const index = new Map<string, IndexedPhrase[]>()
  for (const [rank, { id, phrases }] of known.entries()) {
    for (const steps of phrases) {
      const phrase = { id, rank, steps, words: steps.filter((step) => step.length > 0).length }
      for (const word of steps[0] ?? []) index.set(word, [...(index.get(word) ?? []), phrase])
    }
  }
  return index
}

/** Every phrase with nothing beside it that matters; worth as much as it has words. */
const foundIn = (sentence: Sentence, byFirstWord: ReadonlyMap<string, readonly IndexedPhrase[]>) => {
  const { tokens } = sentence
  if (tokens.length > maxTokens) return []
  const found: { readonly id: string; readonly score: number }[] = []
  for (let from = 0; from < tokens.length && (from === 0 || isSmall(sentence, from - 1)); from += 1) {
    for (const { id, rank, steps, words } of byFirstWord.get(tokens[from]?.text ?? '') ?? []) {
      const to = phraseEnd(tokens, from, steps)
      if (to > 0 && restIsSmall(sentence, to)) found.push({ id, score: words - rank / 1000 })
    }
  }
  return found
}

const restIsSmall = (sentence: Sentence, from: number): boolean =>
  sentence.tokens.slice(from).every((_, index) => isSmall(sentence, from + index))

const smallConcepts: readonly Concept[] = [
  'filler',
  'link',
  'please',
  'ask',
  'object',
  'ours',
  'during',
  'to',
  'one',
  'seconds',
  'minutes',
  'hours',
  'days',
  'halfHour',
  'present',
  'pastTime',
]
const pronoun =
  /^(?:i|it|its|this|that|these|those|there|here|he|him|them|we|you|us|me|my|of|and|is|are|so|oh|last|past|hem|het|dit|dat|die|deze|er|hier|ze|je|jij|we|ons|mij|van|en|is|zijn|dan|nou|toch|eigenlijk|laatste|afgelopen|please|the)$/
const smallKinds: readonly MessageToken['kind'][] = [
  'app',
  'place',
  'incident',
  'comma',
  'ask',
  'number',
  'code',
  'sku',
]

const isSmall = (sentence: Sentence, at: number): boolean => {
  const token = sentence.tokens[at]
  if (token === undefined || smallKinds.includes(token.kind) || pronoun.test(token.text) || isFigure(token.text))
    return true
  return (
    (at === 0 && isInterjection(token)) ||
    hitsOf(sentence, ...smallConcepts).some((hit) => hit.from <= at && at < hit.to)
  )
}

const shareOf = (steps: Steps, words: ReadonlySet<string>): number => {
  const said = steps.filter((step) => step.length > 0 && !step[0]?.startsWith('@'))
  if (said.length < 2) return 0
  return said.filter((step) => step.some((word) => words.has(word))).length / said.length
}

const metricPatterns: readonly (readonly [UtteranceMetric, RegExp])[] = [
  ['cpu', /^(?:cpu\w*|processor\w*)$/],
  ['memory', /^(?:memory|ram|geheugen\w*|mem)$/],
  ['errors', /^(?:errors?|5xx|5xxs|fouten|foutpercentage|foutmeldingen|failures)$/],
  ['requests', /^(?:requests?|traffic|load|verzoeken|aanvragen|verkeer|belasting)$/],
  [
    'response-time',
    /^(?:response|responses|latency|reactietijd\w*|responstijd\w*|antwoordtijd\w*|laadtijd\w*|latentie)$/,
  ],
]

const isFigure = (word: string): boolean =>
  metricPatterns.some(([, pattern]) => pattern.test(word)) ||
  /^(?:times?|usage|rates?|tijd|tijden|gebruik|verbruik)$/.test(word)

const ordinals: readonly RegExp[] = [
  /^(?:first|1st|eerste|1e)$/,
  /^(?:second|2nd|tweede|2e)$/,
  /^(?:third|3rd|derde|3e)$/,
  /^(?:fourth|4th|vierde|4e)$/,
  /^(?:fifth|5th|vijfde|5e)$/,
]

const matchedUtterance = (id: string, reading: MessageReading): MatchedUtterance => {
  const tokens = reading.sentences.flatMap((sentence) => sentence.tokens)
  const words = tokens.map(({ raw }) => foldCaseAndDiacritics(raw))
  const period = periodIn(reading)
  const ordinal = ordinals.findIndex((each) => words.some((word) => each.test(word)))
  const has = (...concepts: readonly Concept[]): boolean =>
    reading.sentences.some((sentence) => hitsOf(sentence, ...concepts).length > 0)
  return {
    id,
    figures: metricPatterns
      .filter(([, pattern]) =>
        tokens.some(({ text, kind }) => pattern.test(text) || (kind === 'code' && pattern.test('5xx'))),
      )
      .map(([figure]) => figure),
    ...(period === undefined ? {} : { periodInMs: period }),
    ...(has('restart', 'restarting')
      ? { intent: 'request_restart' }
      : has('scaleOut', 'scale')
        ? { intent: 'request_scale_out' }
        : {}),
    ...(ordinal < 0 ? {} : { ordinal: ordinal + 1 }),
  }
}
