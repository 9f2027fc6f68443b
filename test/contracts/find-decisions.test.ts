import { expect, test } from 'vitest'
import type { DeclaredReference } from './declared-references.ts'
import { findDecisions } from './find-decisions.ts'

const pets = {
  name: 'pet',
  folder: 'src/pets',
  ids: ['sea-horse', 'guinea-pig', 'start', 'stop', 'budgie'],
  scope: ['src/'],
  holders: /^(pet\.?|wanted)$|Pet\.?$/,
  unmistakable: ['budgie'],
}

const decisionsIn = (text: string, path = 'src/home/feed.ts', declared: readonly DeclaredReference[] = []) =>
  findDecisions([pets], declared, [{ path, text }]).map(({ line, word, shape }) => `${line} ${shape} ${word}`)

test.each([
  ["if (pet === 'sea-horse') feed()", 'comparison sea-horse'],
  ["if ('sea-horse' !== anything) feed()", 'comparison sea-horse'],
  ['if (pet === `sea-horse`) feed()', 'comparison sea-horse'],
  ["switch (pet) { case 'sea-horse': feed() }", 'case sea-horse'],
  ["pets.includes('sea-horse')", 'comparison sea-horse'],
  ["id.startsWith('sea-horse')", 'comparison sea-horse'],
  ["const food = { 'sea-horse': 'plankton' }", 'key sea-horse'],
  ["interface Food { 'sea-horse': string }", 'key sea-horse'],
  ["type Food = { readonly 'sea-horse'?: string }", 'key sea-horse'],
  ['const { budgie } = food', 'key budgie'],
  ['food.budgie.buy()', 'key budgie'],
  ["const swimming = ['sea-horse']", 'list sea-horse'],
  ["const swimming = new Set(['sea-horse'] as const)", 'list sea-horse'],
  ["type Swimming = 'sea-horse' | 'none'", 'union sea-horse'],
  ["adopt({ pet: wet ? 'sea-horse' : other })", 'property sea-horse'],
  ["adopt('sea-horse')", 'other sea-horse'],
])('an id of several words, or one that means nothing else, is always meant: %s', (text, found) => {
  expect(decisionsIn(`\n${text}`)).toEqual([`2 ${found}`])
})

test.each([
  ["if (pet === 'start') feed()", ['comparison start']],
  ["if (home.pet?.id === 'start') feed()", ['comparison start']],
  ["if (firstPet.name !== 'start') feed()", ['comparison start']],
  ["if (wanted === 'start') feed()", ['comparison start']],
  ["switch (home.pet) { case 'start': feed() }", ['case start']],
  ["pet.includes('start')", ['comparison start']],
  ["adopt({ pet: 'start' })", ['property start']],
  ["adopt({ pet: given ?? 'start' })", ['property start']],
  ["const loud = ['start', 'stop']", ['list start', 'list stop']],
  ["type Loud = 'start' | 'stop' | 'none'", ['union start', 'union stop']],
  ["const food = { start: 'seed', stop: 'hay' }", ['key start', 'key stop']],
])('an everyday word is meant where its company says so: %s', (text, found) => {
  expect(decisionsIn(text)).toEqual(found.map((one) => `1 ${one}`))
})

test.each([
  "if (token.kind === 'start') read()",
  "if (name === 'start') read()",
  "switch (verb) { case 'stop': halt() }",
  "line.startsWith('start')",
  "const anchor = ['start', 'middle', 'end']",
  "type Anchor = 'start' | 'middle' | 'end'",
  'const server = { start: async () => undefined, stop: () => undefined }',
  'const server = { start, stop }',
  'const { start, stop } = server',
  'server.start()',
  "move({ anchor: 'start' })",
  "say('start')",
  "import { feed } from './sea-horse.ts'",
  "// pet === 'sea-horse'",
  "say('A sea-horse eats plankton.')",
])('what is no id is left alone: %s', (text) => {
  expect(decisionsIn(text)).toEqual([])
})

test.each(['src/pets/sea-horse.ts', 'src/pets/sea-horse/food.ts', 'src/pets/index.ts', 'zoo/feed.ts'])(
  'a member may name itself, the index all, and elsewhere the word is another’s: %s',
  (path) => {
    expect(decisionsIn("if (pet === 'sea-horse') feed()", path)).toEqual([])
  },
)

test('a member that decides by another one is named', () => {
  expect(decisionsIn("if (pet === 'guinea-pig') run()", 'src/pets/sea-horse.ts')).toEqual(['1 comparison guinea-pig'])
})

test('a declared reference is left alone in its place and its shape only', () => {
  const declared = [{ family: 'pet', in: 'src/shop/', within: ['sells', 'buy'], why: 'A shop says what it sells.' }]
  const text = "const shop = { sells: ['sea-horse'], hides: ['guinea-pig'] }\nbuy('budgie')"

  expect(decisionsIn(text, 'src/shop/corner.ts', declared)).toEqual(['1 list guinea-pig'])
  expect(decisionsIn(text, 'src/home/feed.ts', declared)).toHaveLength(3)
  expect(decisionsIn("if (pet === 'budgie') buy()", 'src/shop/corner.ts', declared)).toHaveLength(1)
  const listed = [{ family: 'pet', in: 'src/shop/', shape: 'list', why: 'A shop says what it sells.' } as const]
  expect(decisionsIn(text, 'src/shop/corner.ts', listed)).toEqual(['2 other budgie'])
})
