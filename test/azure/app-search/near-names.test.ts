import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findNearNames, indexSortedNames } from '../../../src/azure/app-search/near-names.ts'

/** Levenshtein as the textbook has it. */
const distance = (a: string, b: string): number => {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    let diagonal = row[0] ?? 0
    row[0] = i
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j] ?? 0
      row[j] = Math.min(above + 1, (row[j - 1] ?? 0) + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.length] ?? 0
}

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'w', 'e', '-', '0', '6'), maxLength: 9 })
const shared = fc.tuple(fc.constantFrom('contoso-', 'co', ''), name).map(([head, tail]) => head + tail)

test('finds exactly the names within so many edits, and how many', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(shared, { maxLength: 60 }), shared, fc.nat(2), async (unsorted, query, most) => {
      const names = [...unsorted].sort()

      const found = findNearNames(await indexSortedNames(names), query, most)

      const expected = names
        .map((one, index) => ({ index, distance: distance(one, query) }))
        .filter((near) => near.distance <= most)
      expect(found).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})
