import { markApps } from './apps.ts'
import { markCodes } from './codes.ts'
import { spokenIn } from './language.ts'
import { normalise } from './normalise.ts'
import { findPhrases } from './phrases.ts'
import { corrected } from './spelling.ts'
import { tokenise } from './tokens.ts'
import type { Hit, Reading, Sentence, Token } from './types.ts'

/** From text to sentences with what was recognised in them. Nothing is decided here. */
export const read = (text: string): Reading => {
  const plain = normalise(text)
  const written = sentencesOf(tokenise(plain)).map((tokens) => markApps(markCodes(tokens)))
  const all = written.flat()
  const spoken = spokenIn(all, written.flatMap(findPhrases))
  const spelt = written.map((tokens) => tokens.map((token) => respell(token, spoken.languages)))
  return {
    text: plain,
    sentences: spelt.map((tokens) => sentenceOf(tokens, spoken.languages)),
    codes: unique(all.filter(({ kind }) => kind === 'code').map(({ value }) => value ?? 0)),
    apps: unique(all.filter(({ kind }) => kind === 'app').map(({ raw }) => raw)),
    language: spoken.language,
    incident: all.find(({ kind }) => kind === 'incident')?.raw.toUpperCase(),
  }
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

const respell = (token: Token, languages: readonly string[]): Token =>
  token.kind === 'word' ? { ...token, text: corrected(token.text, languages) } : token

const sentencesOf = (tokens: readonly Token[]): Token[][] => {
  const sentences: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'stop') sentences.push([])
    else {
      sentences.at(-1)?.push(token)
      if (token.kind === 'ask') sentences.push([])
    }
  }
  return sentences.filter((sentence) => sentence.some(({ kind }) => kind !== 'comma' && kind !== 'ask'))
}

const sentenceOf = (tokens: readonly Token[], languages: readonly string[]): Sentence => {
  const hits = findPhrases(tokens).filter((hit) => hit.languages.some((language) => languages.includes(language)))
  return { tokens, hits: withoutIdioms(hits), asks: tokens.at(-1)?.kind === 'ask' }
}

/** "calm down" is no outage: an idiom takes back what lies inside it, and what is shorter and reaches into it. */
const withoutIdioms = (hits: readonly Hit[]): Hit[] => {
  const idioms = hits.filter(({ concept }) => concept === 'idiom')
  const takesBack = (idiom: Hit, hit: Hit): boolean => {
    const inside = hit.from >= idiom.from && hit.to <= idiom.to
    return inside || (hit.from < idiom.to && hit.to > idiom.from && hit.to - hit.from < idiom.to - idiom.from)
  }
  return hits.filter((hit) => hit.concept === 'idiom' || !idioms.some((idiom) => takesBack(idiom, hit)))
}
