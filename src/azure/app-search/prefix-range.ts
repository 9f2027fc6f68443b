/** Index of the first of the sorted names that is not before the prefix. */
export const startOfPrefix = (names: readonly string[], prefix: string): number =>
  firstWhere(names, 0, (name) => name >= prefix)

/** Index after the last name, from `from` on, that begins with the prefix. */
export const endOfPrefix = (names: readonly string[], prefix: string, from: number): number =>
  firstWhere(names, from, (name) => name > prefix && !name.startsWith(prefix))

const firstWhere = (names: readonly string[], from: number, holds: (name: string) => boolean): number => {
  let low = from
  let high = names.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(names[middle] ?? '')) high = middle
    else low = middle + 1
  }
  return low
}
