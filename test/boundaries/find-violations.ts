import { posix } from 'node:path'
import type { SourceFile } from '../syntax/source-tree.ts'
import { findImportCircles } from './find-circles.ts'
import { type FoundImport, findImports } from './find-imports.ts'

/** What the files of one folder, or one file, may import. */
export interface BoundaryRow {
  /** Other rows, or a file of one where nothing else of it may be known; `*` is all. Its own files it may always import. */
  readonly imports: readonly string[]
  /** `@slack/*` is every package of that name, `*` every package. */
  readonly packages: readonly string[]
  /** Told to whoever breaks it. */
  readonly why: string
}

/**
 * Rows by a path from the root. The most specific one counts: a file's own, or that of the nearest folder above it.
 * `src/chat/*` is a row for each folder in `src/chat` that has none of its own, and they are strangers to each other.
 */
export type BoundaryTable = Readonly<Record<string, BoundaryRow>>

/** Everything that these files do and the table does not allow, in words; nothing where all is well. */
export const findViolations = (table: BoundaryTable, files: readonly SourceFile[]): readonly string[] => {
  const imports = files.flatMap(findImports)
  return [
    ...findStrayFolders(table, files),
    ...findEmptyRows(table, files),
    ...findUnknownNames(table, files),
    ...imports.flatMap((found) => findWrongImport(table, found) ?? []),
    ...findImportCircles(imports).map((circle) => `${circle.join(' → ')} → ${circle[0]}: an import circle.`),
  ]
}

const findStrayFolders = (table: BoundaryTable, files: readonly SourceFile[]): readonly string[] => {
  const stray = files.filter(({ path }) => placeOf(table, path) === undefined)
  // `src/new/deep/file.ts` misses the row `src/new`, and `src/new.ts` one of its own.
  const missing = new Set(stray.map(({ path }) => path.split('/', 2).join('/')))
  return [...missing].map((folder) => `${folder} stands on no row.`)
}

const findEmptyRows = (table: BoundaryTable, files: readonly SourceFile[]): readonly string[] => {
  const filled = new Set(files.map(({ path }) => placeOf(table, path)?.row))
  const empty = Object.keys(table).filter((row) => !row.endsWith('/*') && !filled.has(row))
  return empty.map((row) => `The row ${row} has no file.`)
}

const findUnknownNames = (table: BoundaryTable, files: readonly SourceFile[]): readonly string[] => {
  const known = new Set(['*', ...Object.keys(table), ...files.map(({ path }) => path)])
  return Object.entries(table).flatMap(([row, { imports }]) =>
    imports
      .filter((name) => !known.has(name))
      .map((name) => `The row ${row} allows ${name}, which is neither a row nor a file.`),
  )
}

const findWrongImport = (table: BoundaryTable, { from, line, to }: FoundImport): string | undefined => {
  const place = placeOf(table, from)
  const row = place && table[place.row]
  if (place === undefined || row === undefined) return undefined
  const wrong = (what: string, rule: string) => `${from}:${line} imports ${what}: ${place.row} ${rule}. ${row.why}`
  switch (to.is) {
    case 'computed':
      return row.imports.includes('*') ? undefined : wrong('what nobody can read here', 'must name what it imports')
    case 'package':
      return isPackageAllowed(row, to.name) ? undefined : wrong(to.name, 'may not use this package')
    case 'file': {
      const target = placeOf(table, to.path)
      if (row.imports.includes('*') || target?.unit === place.unit) return undefined
      if (target === undefined) return wrong(to.path, 'may not import what stands on no row')
      const isAllowed = row.imports.includes(target.row) || row.imports.includes(to.path)
      return isAllowed ? undefined : wrong(to.path, `may not import ${target.row}`)
    }
  }
}

const isPackageAllowed = ({ packages }: BoundaryRow, name: string): boolean =>
  packages.some((allowed) => (allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed))

interface BoundaryPlace {
  readonly row: string
  /** The folder or file that the row stands for here. */
  readonly unit: string
}

const placeOf = (table: BoundaryTable, path: string): BoundaryPlace | undefined => {
  for (let unit = path; unit !== '.'; unit = posix.dirname(unit)) {
    if (Object.hasOwn(table, unit)) return { row: unit, unit }
    const any = `${posix.dirname(unit)}/*`
    if (unit !== path && Object.hasOwn(table, any)) return { row: any, unit }
  }
  return undefined
}
