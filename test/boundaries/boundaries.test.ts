import { expect, test } from 'vitest'
import { readSourceTree, type SourceFile } from '../syntax/source-tree.ts'
import { type BoundaryTable, findViolations } from './find-violations.ts'
import { boundaries } from './table.ts'

/** A file that stands on the row; a row for a file is that file. */
const fileOn = (row: string): string => (row.endsWith('.ts') ? row : `${row.replace('*', 'another')}/any.ts`)

const rows = Object.entries(boundaries).map(([name, row]) => ({ name, file: fileOn(name), ...row }))
/** Files that rows name one by one, where nothing else of their folder may be known. */
const namedFiles = [...new Set(rows.flatMap(({ imports }) => imports).filter((name) => /\/[^/]+\.ts$/.test(name)))]
const files = [...new Set([...rows.map(({ file }) => file), ...namedFiles])]

/** Of a tree that is made up: which imports are named, as `from → to`. */
const wrongImportsIn = (tree: readonly SourceFile[], table: BoundaryTable = boundaries): readonly string[] =>
  findViolations(table, tree).flatMap((violation) => {
    const [, from, to] = /^(\S+):\d+ imports (.+?): /.exec(violation) ?? []
    return from === undefined ? [] : [`${from} → ${to}`]
  })

const importing = (path: string, ...targets: readonly string[]): SourceFile => ({
  path,
  text: targets.map((target) => `import '${target}'`).join('\n'),
})

const relative = (from: string, to: string): string =>
  `${'../'.repeat(from.split('/').length - 1)}./${to}`.replace(/^(?=\w)/, './')

test('the project holds to its own table', () => {
  expect(findViolations(boundaries, readSourceTree(['src', 'simulator', 'test', 'bench']))).toEqual([])
}, 60_000)

test('each folder into each other: what the table forbids is named, and nothing else', () => {
  const tree = files.map((from) =>
    importing(from, ...files.filter((to) => to !== from).map((to) => relative(from, to))),
  )

  const named = wrongImportsIn(tree)

  const forbidden = rows.flatMap(({ name, file, imports }) =>
    files
      .filter((to) => to !== file && rowOf(to) !== name)
      .filter((to) => !['*', to, rowOf(to)].some((allowed) => imports.includes(allowed)))
      .map((to) => `${file} → ${to}`),
  )
  expect(forbidden.length).toBeGreaterThan(500)
  expect(named.filter((pair) => rows.some(({ file }) => pair.startsWith(`${file} → `))).sort()).toEqual(
    forbidden.sort(),
  )
})

/** By the longest name, where the checker climbs from the file. */
const rowOf = (file: string): string =>
  Object.keys(boundaries)
    .filter((row) => fileOn(row) === file || file.startsWith(`${row}/`))
    .sort((a, b) => b.length - a.length)[0] ?? ''

test.each([
  ['src/incident/decide/index.ts', 'src/azure/types.ts'],
  ['src/incident/event.ts', 'src/i18n/translator.ts'],
  ['src/diagnose/index.ts', 'src/mitigate/index.ts'],
  ['src/views/index.ts', 'src/diagnose/index.ts'],
  ['src/views/index.ts', 'src/i18n/load-translators.ts'],
  ['src/understand/types.ts', 'src/incident/event.ts'],
  ['src/alerts/types.ts', 'src/runbook/index.ts'],
  ['src/config/index.ts', 'src/azure/create-azure.ts'],
  ['src/runbook/index.ts', 'src/journal/create-journal.ts'],
  ['src/runbook/index.ts', 'src/chat/slack/index.ts'],
  ['src/chat/slack/index.ts', 'src/chat/teams/index.ts'],
  ['src/compose.ts', 'simulator/index.ts'],
  ['src/cli/index.ts', 'simulator/physics/tick.ts'],
  ['simulator/index.ts', 'src/incident/finding.ts'],
  ['src/main.ts', 'test/built-program.ts'],
])('a law of the house, whatever the table says: not %s → %s', (from, to) => {
  expect(wrongImportsIn([importing(from, relative(from, to))])).toEqual([`${from} → ${to}`])
})

test('each folder and each package of the table: what its row does not list is named', () => {
  const listed = [...new Set(rows.flatMap(({ packages }) => packages))].filter((name) => name !== '*')
  const packages = [...listed.map((name) => name.replace('*', 'any')), 'left-pad', 'node:fs']
  const tree = rows.map(({ file }) => importing(file, ...packages))

  const named = wrongImportsIn(tree)

  const allows = (allowed: string, name: string) => new RegExp(`^${allowed.replace('*', '.*')}$`).test(name)
  const forbidden = rows.flatMap((row) =>
    packages
      .filter((name) => !row.packages.some((allowed) => allows(allowed, name)))
      .map((name) => `${row.file} → ${name}`),
  )
  expect([...named].sort()).toEqual(forbidden.sort())
})

const abc: BoundaryTable = {
  'src/a': { imports: [], packages: [], why: 'A stands alone.' },
  'src/b': { imports: ['src/a'], packages: [], why: 'B knows A.' },
}
const [a, b] = [importing('src/a/any.ts'), importing('src/b/any.ts')]

test('says the file, the line, what it imports, the row and its reason', () => {
  const wrong = { path: 'src/a/wrong.ts', text: "\n/* … */\nimport type { B } from '../b/any.ts'\n" }

  expect(findViolations(abc, [a, b, wrong])).toEqual([
    'src/a/wrong.ts:3 imports src/b/any.ts: src/a may not import src/b. A stands alone.',
  ])
})

test.each([
  "import { b } from '../b/any.ts'",
  "import type { B } from '../b/any.ts'",
  "import { type B } from '../b/any.ts'",
  "import '../b/any.ts'",
  "export { b } from '../b/any.ts'",
  "export type * from '../b/any.ts'",
  "export * as b from '../b/any.ts'",
  "const b = await import('../b/any.ts')",
  "type B = typeof import('../b/any.ts')",
  "let b: import('../b/any.ts').B",
  "import b = require('../b/any.ts')",
  "const b = require('../b/any.ts')",
  "const b = createRequire(import.meta.url)('../b/any.ts')",
])('sees %s', (text) => {
  expect(wrongImportsIn([a, b, { path: 'src/a/wrong.ts', text }], abc)).toEqual(['src/a/wrong.ts → src/b/any.ts'])
})

test('what only the running program knows is named, and what stands in a text or a comment is none', () => {
  const computed = { path: 'src/a/wrong.ts', text: 'await import(name)' }
  const told = { path: 'src/a/told.ts', text: "// import '../b/any.ts'\nconst told = \"import '../b/any.ts'\"" }

  expect(wrongImportsIn([a, b, told, computed], abc)).toEqual(['src/a/wrong.ts → what nobody can read here'])
})

test('a folder without a row, a row without a file and a name that nothing has are named', () => {
  const table = { ...abc, 'src/gone': { imports: ['src/nowhere'], packages: [], why: '' } }
  const tree = [a, b, importing('src/new/deep/any.ts'), importing('src/new/other.ts'), importing('src/loose.ts')]

  expect(findViolations(table, tree)).toEqual([
    'src/new stands on no row.',
    'src/loose.ts stands on no row.',
    'The row src/gone has no file.',
    'The row src/gone allows src/nowhere, which is neither a row nor a file.',
  ])
})

test('folders that share a row with a star are strangers to each other', () => {
  const table = { 'src/chat/*': { imports: [], packages: [], why: '' } }
  const tree = [importing('src/chat/irc/a.ts', './b.ts', '../xmpp/a.ts'), importing('src/chat/irc/b.ts')]

  expect(wrongImportsIn(tree, table)).toEqual(['src/chat/irc/a.ts → src/chat/xmpp/a.ts'])
})

test('a circle is named once, by types alone too; a chain is none', () => {
  const ofTypes = (path: string, target: string) => ({ path, text: `import type { T } from './${target}.ts'` })
  const chain = [ofTypes('src/a/in.ts', 'one'), ofTypes('src/a/out.ts', 'any')]
  const circle = [ofTypes('src/a/one.ts', 'two'), ofTypes('src/a/two.ts', 'three'), ofTypes('src/a/three.ts', 'one')]

  expect(findViolations(abc, [a, b, ...chain, ...circle])).toEqual([
    'src/a/one.ts → src/a/two.ts → src/a/three.ts → src/a/one.ts: an import circle.',
  ])
})

test('the table itself goes one way: no folder reaches itself over others', () => {
  const below = (name: string): readonly string[] =>
    (boundaries[name]?.imports ?? []).map((entry) => (Object.hasOwn(boundaries, entry) ? entry : rowOf(entry)))
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    below(from).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))))

  expect(Object.keys(boundaries).filter((name) => reaches(name, name))).toEqual([])
})
