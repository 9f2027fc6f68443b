import type { MessageToken } from '../entities/token.ts'
import { wordGroupsOf } from '../entities/word-groups.ts'

/** What is meant stands in front, or at the very end of a pasted log; the middle of it says nothing more. */
const headTokens = 48
const tailTokens = 12
/** Longer words are identifiers and pasted data. */
const longestWord = 24

/**
 * What the model goes by, as text so that `--explain` can name it: words (`w:`, and once more as `v:`, for their parts are
 * many) and two in a row (`2:`), also with one between (`g:`), the first and the last (`^`, `$`), and parts of words
 * (`c:`), which carry misspelt and inflected ones; the groups that words are of (`m:`, and `M:` once more), with the word
 * before and after (`m2:`). Each once, however often it stands there.
 */
export const featuresOf = (tokens: readonly MessageToken[]): readonly string[] => {
  const words = wordsOf(tokens)
  const found = new Set([lengthOf(words.length)])
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string
    const next = words[at + 1] ?? '$'
    found.add(`w:${word}`).add(`v:${word}`).add(`2:${word} ${next}`)
    if (at === 0) found.add(`2:^ ${word}`).add(`3:^ ${word} ${next}`)
    if (at + 2 <= words.length) found.add(`g:${word} ${words[at + 2] ?? '$'}`)
    if (isSpelt(word)) addParts(word, found)
    for (const group of wordGroupsOf(word)) {
      found
        .add(`m:${group}`)
        .add(`M:${group}`)
        .add(`m2:${group} ${next}`)
        .add(`m2:${words[at - 1] ?? '^'} ${group}`)
    }
  }
  return [...found]
}

/** Names of apps, codes and numbers are the same in every language. */
export const languageFeaturesOf = (tokens: readonly MessageToken[]): readonly string[] =>
  featuresOf(tokens.filter(({ kind }) => kind === 'word'))

/** Without a greeting in front and a full stop behind, which mean nothing. */
const wordsOf = (tokens: readonly MessageToken[]): readonly string[] => {
  const from = tokens.length > 2 && greeting.test(tokens[0]?.text ?? '') ? (tokens[1]?.kind === 'comma' ? 2 : 1) : 0
  const to = tokens.at(-1)?.kind === 'stop' ? tokens.findLastIndex(({ kind }) => kind !== 'stop') + 1 : tokens.length
  const said = tokens.slice(from, to)
  const read =
    said.length <= headTokens + tailTokens ? said : [...said.slice(0, headTokens), ...said.slice(-tailTokens)]
  return read.map(({ text }) => text.slice(0, longestWord))
}

const greeting = /^(?:hey|hi|hello|yo|hallo|hoi|hee|heey|salut|bonjour|hola|oi|ola|ciao|moin|servus)$/

const lengthOf = (words: number): string =>
  `n:${words <= 4 ? words : words <= 8 ? '8' : words <= 16 ? '16' : words <= 32 ? '32' : 'more'}`

const isSpelt = (word: string): boolean => !word.startsWith('@') && word !== ',' && word !== '?' && word !== '.'

/** Of four letters: with shorter and longer ones beside them the model learnt its examples, and fewer other sentences. */
const partLength = 4

const addParts = (word: string, found: Set<string>): void => {
  const edged = `<${word}>`
  for (let from = 0; from + partLength <= edged.length; from += 1)
    found.add(`c:${edged.slice(from, from + partLength)}`)
}

/** FNV-1a with its high bits mixed in: 32 bits, of which a model takes as many as it has buckets for. */
export const hashOf = (feature: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
