import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Row {
  readonly attack: string
  readonly tests: readonly string[]
}

/** The rows of every table with a column of tests, which is the last one. */
const rowsIn = (document: string): readonly Row[] => {
  const tables = document
    .split(/\n(?!\|)/)
    .map((block) => block.trim())
    .filter((block) => /\| shown by \|$/m.test(block.split('\n')[0] ?? ''))
  return tables
    .flatMap((table) => table.trim().split('\n').slice(2))
    .map((line) => {
      const cells = line.slice(1, -1).split(' | ')
      return { attack: cells[0]?.trim() ?? '', tests: (cells.at(-1) ?? '').trim().split('<br>') }
    })
}

/** What is wrong with the way a test is named: `file` and its title as it stands there. */
const problemOf = (named: string): string | undefined => {
  const [, file = '', title = ''] = /^`(test\/[^`]+\.test\.ts)` (.+)$/.exec(named) ?? []
  if (title === '') return `names no test: ${named}`
  if (!existsSync(file)) return `there is no ${file}`
  const titles = readFileSync(file, 'utf8').replaceAll(/\\(['"])/g, '$1')
  return ["'", '"', '`'].some((quote) => titles.includes(quote + title + quote))
    ? undefined
    : `${file} has no “${title}”`
}

const rows = rowsIn(readFileSync('docs/security.md', 'utf8'))

it('every attack of the threat model names tests that there are', () => {
  const problems = rows.flatMap(({ attack, tests }) =>
    tests.flatMap((named) => {
      const problem = problemOf(named)
      return problem === undefined ? [] : [`${attack}: ${problem}`]
    }),
  )

  expect(rows.length).toBeGreaterThan(50)
  expect(problems).toEqual([])
})

it('a row without a test, a file that is not there and a title that is not in it are told', () => {
  const table = (cell: string) => `\n| attack | by | shown by |\n|---|---|---|\n| x | y | ${cell} |\n`
  const problems = ['', 'TODO(test) later', '`test/none.test.ts` x', '`test/contracts/security-doc.test.ts` no such']
    .flatMap((cell) => rowsIn(table(cell)))
    .flatMap(({ tests }) => tests.map(problemOf))

  expect(problems).toHaveLength(4)
  expect(problems).not.toContain(undefined)
})
