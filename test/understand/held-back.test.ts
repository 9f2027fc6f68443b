import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readExampleFiles } from '../../src/trained-model/example-files.ts'
import type { ExampleLine } from '../../src/understand/model/example-line.ts'
import { told } from './understood.ts'

/** Two voices that nothing is trained on: a consultant's and a student's. */
const heldBack = readExampleFiles(fileURLToPath(new URL('held-back/', import.meta.url)))
const trained = readExampleFiles()

const written = ({ text }: ExampleLine): string =>
  text.replaceAll('\\n', '\n').replaceAll('{app}', 'contoso-web').replaceAll('{person}', 'Bram')
const heard = heldBack.map((line) => ({ ...line, heard: told(written(line)).meaning }))
const shareOf = (lines: typeof heard, holds: (line: (typeof heard)[number]) => boolean): number =>
  lines.filter(holds).length / lines.length
const isRight = ({ meaning, heard: as }: (typeof heard)[number]): boolean => meaning === as

describe('voices that were held back', () => {
  it.each(['en', 'nl'])('are understood in %s', (language) => {
    const lines = heard.filter((line) => line.language === language)

    expect(shareOf(lines, isRight)).toBeGreaterThanOrEqual(0.88)
  })

  it('are left in peace where nothing is meant', () => {
    const nothing = heard.filter(({ meaning }) => meaning === 'none')

    expect(shareOf(nothing, (line) => !isRight(line))).toBeLessThanOrEqual(0.12)
  })

  it('have each meaning that there is', () => {
    expect([...new Set(heldBack.map(({ meaning }) => meaning))].sort()).toEqual(
      [...new Set(trained.map(({ meaning }) => meaning))].sort(),
    )
  })
})

/** Three letters in a row, spaces among them. */
const trigramsOf = (text: string): ReadonlySet<string> => {
  const plain = ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}{}]+/gu, ' ')
    .trim()} `
  return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)))
}

it('share no sentence with what was trained', () => {
  const byTrigram = new Map<string, number[]>()
  const sets = trained.map(({ text }) => trigramsOf(text))
  for (const [at, set] of sets.entries())
    for (const trigram of set) {
      const found = byTrigram.get(trigram)
      if (found === undefined) byTrigram.set(trigram, [at])
      else found.push(at)
    }
  const like = heldBack.filter(({ text }) => {
    const own = trigramsOf(text)
    const shared = new Map<number, number>()
    for (const trigram of own) for (const at of byTrigram.get(trigram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
    return [...shared].some(([at, both]) => both / (own.size + (sets[at]?.size ?? 0) - both) > 0.6)
  })

  expect(like.map(({ text }) => text)).toEqual([])
})
