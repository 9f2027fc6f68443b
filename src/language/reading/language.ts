import { lexicons } from '../lexicons/index.ts'
import { vocabulary } from './phrases.ts'
import type { Hit, Token } from './types.ts'

export interface Spoken {
  /** Languages whose phrases count for this message, best first. */
  readonly languages: readonly string[]
  /** `undefined` where two fit equally well or none does. */
  readonly language: string | undefined
}

/** Counts, a language, the words it knows: joining words most, and phrases that only fit it. */
export const spokenIn = (tokens: readonly Token[], hits: readonly Hit[]): Spoken => {
  const words = tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text)
  const phrases = hits.filter((hit) => hit.to - hit.from > 1)
  const scores = lexicons.map(({ language }) => ({ language, score: scoreOf(language, words, phrases) }))
  const best = Math.max(...scores.map(({ score }) => score))
  const top = scores.filter(({ score }) => score > 0 && score === best).map(({ language }) => language)
  const near = scores.filter(({ score }) => score > 0 && score >= best - nearly).map(({ language }) => language)
  return { languages: near.length === 0 ? ['en'] : near, language: top.length === 1 ? top[0] : undefined }
}

const nearly = 0.5
const weights = { joining: 1, content: 0.9, phrase: 0.25 }
const mostPhrases = 6

const scoreOf = (language: string, words: readonly string[], phrases: readonly Hit[]): number => {
  const known = vocabulary.get(language)
  let score = 0
  for (const word of words) {
    if (known?.common.has(word)) score += weights.joining
    else if (known?.content.has(word)) score += weights.content
  }
  let fitting = 0
  for (const { languages } of phrases) if (fitting < mostPhrases && languages.includes(language)) fitting += 1
  return score + fitting * weights.phrase
}
