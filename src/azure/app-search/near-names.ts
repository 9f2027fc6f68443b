import { forEachYielding } from './for-each-yielding.ts'

/** Sorted names, ready to be walked as if they were a trie. */
export interface SortedNames {
  readonly names: readonly string[]
  /** `shared[i]`: characters that name i has in common with the one before it. */
  readonly shared: Uint16Array
  readonly letters: Uint32Array
  readonly longest: number
}

export interface NearName {
  readonly index: number
  readonly distance: number
}

export const indexSortedNames = async (names: readonly string[]): Promise<SortedNames> => {
  const shared = new Uint16Array(names.length)
  const letters = new Uint32Array(names.length)
  let longest = 0
  await forEachYielding(names, (name, at) => {
    shared[at] = sharedLength(names[at - 1] ?? '', name)
    letters[at] = letterMaskOf(name)
    longest = Math.max(longest, name.length)
  })
  return { names, shared, letters, longest }
}

/**
 * Finds all names within `most` edits of the query, exactly: no candidate is lost. Neighbours share a prefix, so
 * the rows of the edit-distance table for it are kept, and once a prefix is too far off, all names under it are
 * stepped over.
 */
export const findNearNames = (sorted: SortedNames, query: string, most: number): readonly NearName[] => {
  const { names, shared } = sorted
  const table = startTable(query, { most, longest: sorted.longest })
  const letters = letterMaskOf(query)
  const found: NearName[] = []
  // Rows that hold for the name at hand, and whether its last walk ended before the name did.
  let filled = 0
  let cutOff = false
  for (let at = 0; at < names.length; at += 1) {
    if (cutOff && (shared[at] as number) > filled) continue
    filled = Math.min(filled, shared[at] as number)
    cutOff = false
    if (!canBeWithinDistance(letters, sorted.letters[at] as number, most)) continue
    const name = names[at] as string
    filled = extend(table, name, filled)
    cutOff = filled < name.length
    const distance = cutOff ? beyondDistance : distanceAt(table, name.length)
    if (distance <= most) found.push({ index: at, distance })
  }
  return found
}

interface Table {
  readonly query: string
  readonly most: number
  readonly width: number
  /** Row i, column j: edits between the first i characters of the name and the first j of the query. */
  readonly cells: Uint8Array
}

/** More edits than anybody asks for. */
const beyondDistance = 100

const startTable = (query: string, { most, longest }: { most: number; longest: number }): Table => {
  const width = query.length + 1
  const cells = new Uint8Array((longest + 1) * width).fill(beyondDistance)
  for (let j = 0; j < width; j += 1) cells[j] = Math.min(j, beyondDistance)
  return { query, most, width, cells }
}

const distanceAt = ({ cells, width, query, most }: Table, length: number): number =>
  Math.abs(length - query.length) > most ? beyondDistance : (cells[length * width + query.length] as number)

/** Fills rows from `from` on; returns how many characters of the name stay within reach. */
const extend = (table: Table, name: string, from: number): number => {
  for (let i = from; i < name.length; i += 1) {
    if (fillRow(table, i + 1, name.charCodeAt(i)) > table.most) return i
  }
  return name.length
}

/** Fills row `i` within the band that can matter (the rest stays far); returns its least value. */
const fillRow = ({ query, most, width, cells }: Table, i: number, char: number): number => {
  const from = Math.max(0, i - most)
  const to = Math.min(query.length, i + most)
  const row = i * width
  let left = beyondDistance
  let least = beyondDistance
  for (let j = from; j <= to; j += 1) {
    const above = row - width + j
    const changed = j === 0 ? beyondDistance : (cells[above - 1] as number) + (query.charCodeAt(j - 1) === char ? 0 : 1)
    left = Math.min(changed, left + 1, (cells[above] as number) + 1)
    cells[row + j] = left
    if (left < least) least = left
  }
  return least
}

const sharedLength = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  return length
}

/**
 * Which letters a name has, as 32 bits (digits share six of them). One edit adds at most one bit and takes away at
 * most one, so names whose letters differ more can't be near: most of an estate is passed over in two instructions.
 */
const letterMaskOf = (name: string): number => {
  let letters = 0
  for (let at = 0; at < name.length; at += 1) letters |= bitOf(name.charCodeAt(at))
  return letters >>> 0
}

const canBeWithinDistance = (a: number, b: number, most: number): boolean =>
  countBits(a & ~b) <= most && countBits(b & ~a) <= most

const bitOf = (code: number): number => {
  if (code >= 97 && code <= 122) return 1 << (code - 97)
  if (code >= 48 && code <= 57) return 1 << (26 + ((code - 48) % 6))
  return 0
}

const countBits = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
