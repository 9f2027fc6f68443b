import { vocabulary } from './phrases.ts'

const longestWord = 12
const japanese = vocabulary.get('ja')

/** Japanese has no spaces: the longest word that the lexicon knows, else one character at a time. */
export const segment = (run: string): string[] => {
  const words: string[] = []
  for (let at = 0; at < run.length; ) {
    const word = longestAt(run, at)
    words.push(word)
    at += word.length
  }
  return words
}

const longestAt = (run: string, at: number): string => {
  for (let length = Math.min(longestWord, run.length - at); length > 1; length -= 1) {
    const word = run.slice(at, at + length)
    if (japanese?.content.has(word) || japanese?.common.has(word)) return word
  }
  return String.fromCodePoint(run.codePointAt(at) ?? 32)
}
