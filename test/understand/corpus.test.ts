import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { answers } from '../../src/answers/index.ts'
import { understood } from './understood.ts'

/** Measuring data that stands beside the project, never in it. */
const file = fileURLToPath(new URL('../../../shared/corpus/dev.jsonl', import.meta.url))
const present = existsSync(file)
if (!present) console.log(`Skipped: no evaluation corpus at ${file}.`)

interface Row {
  readonly text: string
  readonly lang: string
  readonly intent: string
  readonly note?: string
  readonly codes: readonly number[]
  readonly apps: readonly string[]
}

const share = (rows: readonly Row[], holds: (row: Row) => boolean) => rows.filter(holds).length / rows.length

it.skipIf(!present)('holds its thresholds on the development corpus', () => {
  const rows: Row[] = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const said = ({ text }: Row): string => {
    const { meaning, intent } = understood(text)
    return answers.find(({ id }) => id === meaning)?.nearestIntent ?? intent
  }
  const others = (row: Row) => /alt:([a-z_,]+)/.exec(row.note ?? '')?.[1]?.split(',') ?? []
  const right = (row: Row) => said(row) === row.intent
  const defensible = (row: Row) => right(row) || others(row).includes(said(row))
  const hard = rows.filter((row) => row.intent === 'none' && /hard:/.test(row.note ?? ''))
  const positive = rows.filter((row) => row.intent !== 'none')

  // Found on it: 73 and 76 %. It is no goal, but a floor that nothing may fall through unseen.
  expect(share(rows, right)).toBeGreaterThanOrEqual(0.72)
  expect(share(rows, defensible)).toBeGreaterThanOrEqual(0.74)
  expect(share(hard, (row) => !defensible(row))).toBeLessThanOrEqual(0.42)
  expect(share(positive, (row) => said(row) === 'none')).toBeLessThanOrEqual(0.25)
})
