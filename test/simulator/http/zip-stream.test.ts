import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { zipStreamOf } from '../../../simulator/http/zip-stream.ts'

const at = Date.UTC(2026, 0, 15)

it('makes an archive that any reader opens', () => {
  const entries = ['one', 'two'].map((text) => ({
    path: `LogFiles/${text}.txt`,
    at,
    pieces: () => [Buffer.from(text), Buffer.from('!')],
  }))

  const files = unzipSync(Buffer.concat([...zipStreamOf(entries)]))

  expect(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([
    ['LogFiles/one.txt', 'one!'],
    ['LogFiles/two.txt', 'two!'],
  ])
})

it('holds no more than the piece that is being read', () => {
  let made = 0
  function* pieces() {
    for (; made < 1000; made += 1) yield new Uint8Array(1024)
  }

  let read = 0
  for (const bytes of zipStreamOf([{ path: 'w3wp.dmp', at, pieces }])) {
    read += bytes.length
    expect(made * 1024 - read).toBeLessThanOrEqual(1024)
  }

  expect(made).toBe(1000)
})
