import { forEachYielding } from './for-each-yielding.ts'
import { findNearNames, indexSortedNames, type SortedNames } from './near-names.ts'
import { endOfPrefix, startOfPrefix } from './prefix-range.ts'
import { buildWordIndex, findWordRange, hasWord, positionsOf, type WordIndex } from './word-index.ts'

/** Names that resemble a query; `find` gives the owners' numbers, best first. */
export interface NameIndex {
  find(query: string, most: number): readonly number[]
}

interface Index {
  /** Sorted; `owners[i]` is the number of the app that `names[i]` belongs to. */
  readonly names: readonly string[]
  readonly owners: readonly number[]
  readonly sorted: SortedNames
  readonly words: WordIndex
}

/** Bounds the work for a query such as `app` that resembles half the estate. */
const maxCandidates = 2_000
const maxQueryLength = 80

export const buildNameIndex = async (entries: readonly Entry[]): Promise<NameIndex> => {
  const normalized: Entry[] = []
  await forEachYielding(entries, ({ name, owner }) => normalized.push({ name: normalize(name), owner }))
  const ordered = normalized.sort(byNameThenOwner)
  const names = ordered.map((entry) => entry.name)
  const owners = ordered.map((entry) => entry.owner)
  const index: Index = { names, owners, sorted: await indexSortedNames(names), words: await buildWordIndex(names) }
  return { find: (query, most) => search(index, normalize(query).slice(0, maxQueryLength), most) }
}

interface Entry {
  readonly name: string
  readonly owner: number
}

/** Small letters, with one dash wherever people put a space, dot, slash, underscore or brackets. */
const normalize = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

const search = (index: Index, query: string, most: number): readonly number[] => {
  if (query === '') return []
  const scores = new Map<number, number>()
  const note = (position: number, score: number) => {
    if (score > (scores.get(position) ?? 0)) scores.set(position, score)
  }
  noteNear(index, query, note)
  noteBeginning(index, query, note)
  noteWords(index, query, note)
  return best(index, scores, most)
}

type Note = (position: number, score: number) => void

const noteNear = ({ sorted }: Index, query: string, note: Note): void => {
  const edits = query.length < 4 ? 0 : query.length < 6 ? 1 : 2
  for (const { index, distance } of findNearNames(sorted, query, edits)) note(index, 1 - distance * 0.1)
}

const noteBeginning = ({ names }: Index, query: string, note: Note): void => {
  if (query.length < 3) return
  const from = startOfPrefix(names, query)
  const to = Math.min(endOfPrefix(names, query, from), from + maxCandidates)
  for (let at = from; at < to; at += 1) note(at, 0.5 + (0.3 * query.length) / (names[at] ?? '').length)
}

/** Every word of the query is, or begins, a word of the name: the rarest is looked up, the others are checked. */
const noteWords = ({ names, words }: Index, query: string, note: Note): void => {
  const asked = [...new Set(query.split('-'))]
    .map((word) => findWordRange(words, word))
    .sort((a, b) => a.count - b.count)
  const [rarest, ...others] = asked
  if (rarest === undefined) return
  for (const position of positionsOf(words, rarest, maxCandidates)) {
    const name = names[position] ?? ''
    if (!others.every((other) => hasWord(name, other.word))) continue
    note(position, 0.4 + (0.3 * query.length) / Math.max(query.length, name.length))
  }
}

const best = ({ names, owners }: Index, scores: ReadonlyMap<number, number>, most: number): readonly number[] => {
  const ranked = [...scores].sort(
    ([a, scoreOfA], [b, scoreOfB]) => scoreOfB - scoreOfA || (names[a] ?? '').length - (names[b] ?? '').length || a - b,
  )
  const found = new Set<number>()
  for (const [position] of ranked) {
    if (found.size === most) break
    const owner = owners[position]
    if (owner !== undefined) found.add(owner)
  }
  return [...found]
}

const byNameThenOwner = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.owner - b.owner)
