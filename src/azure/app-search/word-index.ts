import { forEachYielding } from './for-each-yielding.ts'
import { endOfPrefix, startOfPrefix } from './prefix-range.ts'

/** The words of all names, sorted, with the positions of the names that hold each. */
export interface WordIndex {
  readonly words: readonly string[]
  readonly positions: readonly (readonly number[])[]
  /** `before[i]`: positions under all words before the i-th, so that a range is counted at once. */
  readonly before: readonly number[]
}

/** A word that was asked for, and the range of words that it is or begins. */
export interface WordRange {
  readonly word: string
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Shorter words must be there as they are: too much begins with `a`. */
const minPrefixLength = 3

export const buildWordIndex = async (names: readonly string[]): Promise<WordIndex> => {
  const holders = new Map<string, number[]>()
  await forEachYielding(names, (name, position) => {
    for (const word of new Set(name.split('-'))) {
      const positions = holders.get(word)
      if (positions === undefined) holders.set(word, [position])
      else positions.push(position)
    }
  })
  const words = [...holders.keys()].sort()
  const positions = words.map((word) => holders.get(word) ?? [])
  const before = [0]
  for (const [at, held] of positions.entries()) before.push((before[at] ?? 0) + held.length)
  return { words, positions, before }
}

export const findWordRange = ({ words, before }: WordIndex, word: string): WordRange => {
  const from = startOfPrefix(words, word)
  const exact = from + (words[from] === word ? 1 : 0)
  const to = word.length < minPrefixLength ? exact : endOfPrefix(words, word, from)
  return { word, from, to, count: (before[to] ?? 0) - (before[from] ?? 0) }
}

export const positionsOf = ({ positions }: WordIndex, asked: WordRange, most: number): readonly number[] => {
  const found: number[] = []
  for (let at = asked.from; at < asked.to && found.length < most; at += 1)
    found.push(...(positions[at] ?? []).slice(0, most))
  return found
}

export const hasWord = (name: string, word: string): boolean =>
  word.length < minPrefixLength ? `-${name}-`.includes(`-${word}-`) : `-${name}`.includes(`-${word}`)
