import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/i18n/types.ts'
import { readExampleFiles } from '../../src/trained-model/example-files.ts'
import { readSourceTree } from '../syntax/source-tree.ts'
import { declaredReferences } from './declared-references.ts'
import { families } from './families.ts'
import { type Decision, findDecisions } from './find-decisions.ts'
import { knownDecisions } from './known-decisions.ts'

const stringsOf = (language: string): Readonly<Record<string, string>> => {
  const folder = `cards/strings/${language}`
  return Object.assign({}, ...readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))))
}

describe.each(families)('$name', ({ folder, ids, support, strings }) => {
  test('what the folder holds is what the index lists: a file or a folder a member', () => {
    const names = new Set(readdirSync(folder).map((name) => name.replace(/\.ts$/, '')))
    const others = ['index', 'types', ...support]

    expect([...names].filter((name) => !others.includes(name)).sort()).toEqual([...ids].sort())
  })

  test.each(languages)('each member has its words in %s', (language) => {
    const said = stringsOf(language)

    expect(ids.flatMap(strings).filter((key) => !Object.hasOwn(said, key))).toEqual([])
  })
})

test('each language that is spoken is understood', () => {
  expect([...new Set(readExampleFiles().map(({ language }) => language))]).toEqual(
    expect.arrayContaining([...languages]),
  )
})

const decisions = findDecisions(families, declaredReferences, readSourceTree(['src', 'simulator']))
const groupOf = ({ path, shape, family }: Decision): string => `${path}: ${shape} of ${family}`

test('nobody but a member decides by its id', () => {
  const found = decisions.filter((decision) => !knownDecisions.includes(groupOf(decision)))

  // Where it is right to name a member, `declared-references.ts` says where, and why.
  expect(found.map(({ path, line, word, shape, family }) => `${path}:${line}: ${shape} of ${family} ${word}`)).toEqual(
    [],
  )
})

test('what was mended leaves the list of known decisions', () => {
  const still = new Set(decisions.map(groupOf))

  expect(knownDecisions.filter((group) => !still.has(group))).toEqual([])
})
