import { type Exception, explain, unneeded } from './exceptions.ts'
import type { Checked, Difference } from './specs.ts'

export interface Report {
  readonly lines: readonly string[]
  readonly operations: number
  readonly unexplained: number
}

/** One line an operation, the differences below it, each once, and what explains those that are known. */
export function reportOn(checked: readonly Checked[]): Report {
  const names = [...new Set(checked.map(({ operation }) => operation))].sort((a, b) => a.localeCompare(b, 'en'))
  const lines: string[] = []
  const used = new Set<Exception>()
  let unexplained = 0
  for (const operation of names) {
    const all = checked.filter((one) => one.operation === operation)
    const found = all.flatMap((one) =>
      one.differences.map((difference) => ({ difference, why: explain(one, difference) })),
    )
    const errors = found.filter(({ why }) => why === undefined)
    unexplained += errors.length
    for (const { why } of found) if (why !== undefined) used.add(why)
    const versions = [...new Set(all.map(({ version }) => version))].join(', ')
    lines.push(`${operation} (${versions}): ${all.length} pairs, ${errors.length} errors`, ...once(found))
  }
  const operations = new Set(checked.filter(({ known }) => known).map(({ operation }) => operation)).size
  lines.push(...unneeded(used).map((exception) => `no longer needed: ${exception}`))
  return { lines, operations, unexplained }
}

function once(found: readonly { readonly difference: Difference; readonly why: Exception | undefined }[]): string[] {
  const counted = new Map<string, number>()
  for (const { difference, why } of found) {
    const { code, paths, message } = difference
    const where = paths.length === 0 ? '' : ` at ${paths.join(', ')}`
    const line =
      why === undefined
        ? `  ERROR ${difference.in} ${code}${where}: ${message}`
        : `  explained: ${difference.in} ${code}${where}: ${why.why}`
    counted.set(line, (counted.get(line) ?? 0) + 1)
  }
  return [...counted].map(([line, count]) => (count === 1 ? line : `${line} (${count}×)`))
}
