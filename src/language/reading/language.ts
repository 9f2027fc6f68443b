import { lexicons } from '../lexicons/index.ts'
import { vocabulary } from './phrases.ts'
import type { Hit, Token } from './types.ts'

export interface Spoken {
  /** Languages whose phrases count for this message, best first. */
  readonly languages: readonly string[]
  /** `undefined` where two fit equally well or none does. */
  readonly language: string | undefined
}

/** Counts, a language, the words it knows: joining words and words in phrases alike. */
export const spokenIn = (tokens: readonly Token[], hits: readonly Hit[]): Spoken => {
  const words = tokens.filter((token) => token.kind === 'word')
  const scores = lexicons.map(({ language }) => ({ language, score: scoreOf(language, words, hits) }))
  const best = Math.max(...scores.map(({ score }) => score))
  const top = scores.filter(({ score }) => score > 0 && score === best).map(({ language }) => language)
  const near = scores.filter(({ score }) => score > 0 && score >= best - 0.5).map(({ language }) => language)
  return {
    languages: near.length === 0 ? ['en'] : [...new Set([...top, ...near])],
    language: top.length === 1 ? top[0] : undefined,
  }
}

const scoreOf = (language: string, words: readonly Token[], hits: readonly Hit[]): number => {
  const { common, content } = vocabulary.get(language) ?? { common: new Set<string>(), content: new Set<string>() }
  const known = words.filter(({ text }) => common.has(text)).length
  const inContent = words.filter(({ text }) => !common.has(text) && content.has(text)).length
  const phrases = hits.filter((hit) => hit.languages.includes(language) && hit.to - hit.from > 1).length
  return known + inContent * 0.9 + Math.min(phrases, 6) * 0.25
}
