import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EvidenceTooLarge, JournalError } from '../../src/journal/types.ts'
import { directory, journalIn } from './temporary-journals.ts'

const textOf = async (body: AsyncIterable<Uint8Array> | readonly Uint8Array[] = []): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const file = (words: string, stream = 'INC-1') => ({
  stream,
  fileName: '../../etc/log.txt',
  contentType: 'text/plain',
  body: Buffer.from(words),
})

test.each(['memory', 'disk'])(
  'evidence comes back as it was put, under the same id if it is put again (%s)',
  async (where) => {
    const { evidence } = await journalIn(where === 'memory' ? ':memory:' : await directory())

    const put = await evidence.put(file('a log'))
    const again = await evidence.put(file('a log'))
    const other = await evidence.put(file('a log', 'INC-2'))

    expect(put).toEqual({
      id: put.id,
      stream: 'INC-1',
      fileName: '../../etc/log.txt',
      contentType: 'text/plain',
      sizeInBytes: 5,
      sha256: '5775e775a009a883570f8738b2efba72ebd889bebd792398088abf4b78a55133',
    })
    expect(again).toEqual(put)
    expect(other.id).not.toBe(put.id)
    const got = await evidence.get(put.id)
    expect(got?.evidence).toEqual(put)
    expect(await textOf(got?.body)).toBe('a log')
    expect(await evidence.get('nothing')).toBeUndefined()
  },
)

test('a file lies under its hash alone, whole, with nothing left beside it', async () => {
  const dataDir = await directory()
  const { evidence } = await journalIn(dataDir)

  const { sha256 } = await evidence.put(file('a log'))
  await Promise.all(Array.from({ length: 5 }, () => evidence.put(file('a log'))))

  const files = await readdir(join(dataDir, 'evidence'), { recursive: true })
  expect(files.sort()).toEqual([sha256.slice(0, 2), join(sha256.slice(0, 2), sha256)])
  expect(await readFile(join(dataDir, 'evidence', sha256.slice(0, 2), sha256), 'utf8')).toBe('a log')
})

test('evidence that was changed on the disk is not handed out', async () => {
  const dataDir = await directory()
  const { evidence } = await journalIn(dataDir)
  const { id, sha256 } = await evidence.put(file('a log'))
  await writeFile(join(dataDir, 'evidence', sha256.slice(0, 2), sha256), 'A log')

  await expect(evidence.get(id)).rejects.toThrow(JournalError)
  await expect(evidence.get(id)).rejects.toThrow('was changed on disk')
})

test.each(['memory', 'disk'])(
  'a body that fails midway leaves nothing that counts, and its own error (%s)',
  async (where) => {
    const dataDir = where === 'memory' ? ':memory:' : await directory()
    const { evidence } = await journalIn(dataDir)
    async function* broken(): AsyncIterable<Uint8Array> {
      yield Buffer.from('half of ')
      throw new RangeError('the line was cut')
    }

    await expect(evidence.put({ ...file(''), body: broken() })).rejects.toThrow(RangeError)

    if (where === 'disk') expect(await readdir(join(dataDir, 'evidence'))).toEqual([])
  },
)

test('a body that is too large is refused as soon as it shows, and nothing of it stays', async () => {
  const dataDir = await directory()
  const { evidence } = await journalIn(dataDir)
  let pieces = 0
  async function* endless(): AsyncIterable<Uint8Array> {
    for (;;) {
      pieces += 1
      yield Buffer.alloc(1_000)
    }
  }

  await expect(evidence.put({ ...file(''), body: endless(), limitInBytes: 10_000 })).rejects.toThrow(EvidenceTooLarge)

  expect(pieces).toBe(11)
  expect(await readdir(join(dataDir, 'evidence'))).toEqual([])
})

test('what a process that was killed midway left behind is gone at the next start', async () => {
  const dataDir = await directory()
  await mkdir(join(dataDir, 'evidence'))
  await writeFile(join(dataDir, 'evidence', '4711-1.part'), 'half of a')

  await journalIn(dataDir)

  expect(await readdir(join(dataDir, 'evidence'))).toEqual([])
})
