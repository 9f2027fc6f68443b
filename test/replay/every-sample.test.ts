import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isWirePresent, listWire, listWireFolders, readWireText } from './wire.ts'

const here = new URL('./', import.meta.url)
const tests = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, here), 'utf8'))

/** Of a folder that a test lists, every sample is replayed; of another, those that a test names. */
const isReplayed = (sample: string): boolean =>
  tests.some((source) => source.includes(`'${sample}'`) || source.includes(`listWire('${sample.split('/')[0]}')`))

const onDisk = listWireFolders().flatMap((folder) => listWire(folder).map((name) => `${folder}/${name}`))
const manifest = () => readWireText('MANIFEST.tsv').trim().split('\n').slice(1)

test.skipIf(!isWirePresent)('every sample beside the project is replayed by a test', () => {
  expect(onDisk.length).toBeGreaterThan(140)
  expect(onDisk.filter((sample) => !isReplayed(sample))).toEqual([])
})

test.skipIf(!isWirePresent)('every sample that the list names is there, and the other way round', () => {
  expect(
    manifest()
      .map((row) => row.split('\t')[0])
      .toSorted(),
  ).toEqual(onDisk.toSorted())
})
