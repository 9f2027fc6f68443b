/** Levenshtein's: letters to change, add or leave out. */
export const editDistance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1]
    for (let column = 1; column <= other.length; column++) {
      const changed = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

/** The known word that is at most a third of its letters, or two swapped ones, away; `undefined` where none is. */
export const nearestWord = (word: string, known: readonly string[]): string | undefined => {
  const near = known
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(name.length < 4 ? 1 : 2, Math.floor(name.length / 3)))
  return near.toSorted((a, b) => a.distance - b.distance)[0]?.name
}
