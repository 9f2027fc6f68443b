import type { FoundImport } from './find-imports.ts'

type FileLinks = ReadonlyMap<string, readonly string[]>

/** Files that import each other round and round, by a type alone too: each circle once, as short as it can be told. */
export const findImportCircles = (imports: readonly FoundImport[]): readonly (readonly string[])[] => {
  const links = linksOf(imports)
  const circles = new Map<string, readonly string[]>()
  for (const file of links.keys()) {
    const circle = shortestWayBack(file, links)
    const members = [...(circle ?? [])].sort().join()
    if (circle !== undefined && !circles.has(members)) circles.set(members, circle)
  }
  return [...circles.values()]
}

const linksOf = (imports: readonly FoundImport[]): FileLinks => {
  const links = new Map<string, string[]>()
  for (const { from, to } of imports) {
    if (to.is === 'file') links.set(from, [...(links.get(from) ?? []), to.path])
  }
  return links
}

/** Breadth first, so that the first way found is the shortest. */
const shortestWayBack = (start: string, links: FileLinks): readonly string[] | undefined => {
  const cameFrom = new Map<string, string>()
  const waiting = [start]
  for (const file of waiting) {
    for (const next of links.get(file) ?? []) {
      if (next === start) return wayTo(file, cameFrom)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, file)
      waiting.push(next)
    }
  }
  return undefined
}

const wayTo = (file: string, cameFrom: ReadonlyMap<string, string>): readonly string[] => {
  const before = cameFrom.get(file)
  return before === undefined ? [file] : [...wayTo(before, cameFrom), file]
}
