import { lexicons } from '../lexicons/index.ts'
import { vocabulary } from './phrases.ts'
import type { Hit, MessageToken } from './types.ts'

export interface Spoken {
  /** Languages whose phrases count for this message, best first. */
  readonly languages: readonly string[]
  /** `undefined` where two fit equally well or none does. */
  readonly language: string | undefined
}

/** Counts, a language, the words it knows: joining words most, and phrases that only fit it. */
export const spokenIn = (tokens: readonly MessageToken[], hits: readonly Hit[]): Spoken => {
  const words = tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text)
  const phrases = hits.filter((hit) => hit.to - hit.from > 1)
  const found = scoresOf(words, phrases)
  const scores = lexicons.map(({ language }, at) => ({ language, score: found[at] ?? 0 }))
  const best = Math.max(...scores.map(({ score }) => score))
  const top = scores.filter(({ score }) => score > 0 && score === best).map(({ language }) => language)
  const near = scores.filter(({ score }) => score > 0 && score >= best - nearly).map(({ language }) => language)
  return { languages: near.length === 0 ? ['en'] : near, language: top.length === 1 ? top[0] : undefined }
}

const nearly = 0.5
const weights = { joining: 1, content: 0.9, phrase: 0.25 }
const mostPhrases = 6

/** What a word says for each language, in the order of the lexicons: looked up once, not once a language. */
const weightsOfWord = new Map<string, number[]>()
const weigh = (words: ReadonlySet<string>, at: number, weight: number): void => {
  for (const word of words) {
    const all = weightsOfWord.get(word) ?? lexicons.map(() => 0)
    all[at] = weight
    weightsOfWord.set(word, all)
  }
}
for (const [at, { language }] of lexicons.entries()) {
  const known = vocabulary.get(language)
  weigh(known?.content ?? new Set(), at, weights.content)
  weigh(known?.common ?? new Set(), at, weights.joining)
}

const scoresOf = (words: readonly string[], phrases: readonly Hit[]): number[] => {
  const scores = lexicons.map(({ language }) => weights.phrase * fittingOf(language, phrases))
  for (const word of words) {
    const weighed = weightsOfWord.get(word)
    if (weighed !== undefined)
      for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) + (weighed[at] ?? 0)
  }
  return scores
}

const fittingOf = (language: string, phrases: readonly Hit[]): number => {
  let fitting = 0
  for (const { languages } of phrases) {
    if (languages.includes(language)) fitting += 1
    if (fitting === mostPhrases) break
  }
  return fitting
}
