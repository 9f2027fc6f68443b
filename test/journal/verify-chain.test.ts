import { createHash } from 'node:crypto'
import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type JournalVerification, openJournal, verifyChain } from '../../src/journal/index.ts'
import { closeForWriting } from '../../src/journal/journal-file.ts'
import { openSqlite } from '../../src/journal/sqlite-engine.ts'
import { directory, event, events } from './temporary-journals.ts'

/** 40 entries in 3 streams; one, INC-2 #3, is long enough to spill over several pages. */
const written = async (dataDir: string): Promise<void> => {
  const { journal, evidence, close } = await openJournal({ dataDir, now: () => 1 })
  const place = 'web/local/incidents/1'
  for (const [n, stream] of ['INC-1', 'INC-2', 'INC-3'].entries()) {
    const index = { open: n > 0, appId: '/sites/web', places: [place], deadlines: [{ key: 'expiry:a', at: n }] }
    await journal.append({
      stream,
      expectedVersion: 0,
      events: events(2, n * 100),
      input: { platform: 'web', id: stream },
      index,
    })
  }
  const long = event(7, 'a long story '.repeat(900))
  const file = await evidence.put({
    stream: 'INC-2',
    fileName: 'log.txt',
    contentType: 'text/plain',
    body: Buffer.from('evidence'),
  })
  const collected = { type: 'EvidenceCollected', at: 8, evidence: { ...file, collector: 'processes' } } as const
  await journal.append({ stream: 'INC-2', expectedVersion: 2, events: [long, collected, ...events(20, 200)] })
  await journal.append({ stream: 'INC-3', expectedVersion: 2, events: events(10, 300) })
  await close()
}

let original: Buffer
beforeAll(async () => {
  const dataDir = await directory()
  await written(dataDir)
  original = await readFile(join(dataDir, 'journal.db'))
})

const withBytes = async (dataDir: string, bytes: Uint8Array): Promise<JournalVerification> => {
  await writeFile(join(dataDir, 'journal.db'), bytes)
  return verifyChain(dataDir)
}

/** Past the triggers, as somebody with the file and a SQLite shell would go. */
const afterSql = async (dataDir: string, sql: string): Promise<JournalVerification> => {
  await writeFile(join(dataDir, 'journal.db'), original)
  const database = await openSqlite(join(dataDir, 'journal.db'))
  database.exec('drop trigger events_no_update; drop trigger events_no_delete')
  database.exec(sql)
  closeForWriting(database)
  return verifyChain(dataDir)
}

describe('verify', () => {
  test('finds what was written whole: events, streams, head, evidence', async () => {
    const dataDir = await directory()
    await written(dataDir)

    const verification = await verifyChain(dataDir)

    expect(verification).toMatchObject({ holds: true, events: 38, streams: 3, head: { seq: 38 } })
    expect(verification).toMatchObject({ evidence: { files: 1, changed: [], missing: [] } })
  })

  test('the tables themselves refuse to change or remove an event', async () => {
    const dataDir = await directory()
    await writeFile(join(dataDir, 'journal.db'), original)
    const database = await openSqlite(join(dataDir, 'journal.db'))

    expect(() => database.exec("update events set type = 'ActionApproved'")).toThrow('append-only')
    expect(() => database.exec('delete from events where seq = 38')).toThrow('append-only')

    closeForWriting(database)
  })

  test.each([
    [
      'data',
      `update events set data = replace(data, 'action-101', 'action-102') where seq = 4`,
      'changed',
      4,
      'INC-2',
      2,
    ],
    ['data that is JSON no more', `update events set data = substr(data, 2) where seq = 4`, 'changed', 4, 'INC-2', 2],
    ['data that is no text', `update events set data = x'00ff' where seq = 4`, 'changed', 4, 'INC-2', 2],
    ['data with a blank more', `update events set data = data || ' ' where seq = 4`, 'changed', 4, 'INC-2', 2],
    ['type', `update events set type = 'ActionApproved' where seq = 5`, 'changed', 5, 'INC-3', 1],
    ['at', `update events set at = at + 1 where seq = 5`, 'changed', 5, 'INC-3', 1],
    ['stream', `update events set stream = 'INC-9' where seq = 6`, 'changed', 6, 'INC-9', 2],
    ['version', `update events set version = 99 where seq = 6`, 'changed', 6, 'INC-3', 99],
    ['hash', `update events set hash = replace(hash, substr(hash, 1, 1), 'z') where seq = 6`, 'changed', 6, 'INC-3', 2],
    ['prev_hash', `update events set prev_hash = hash where seq = 6`, 'changed', 6, 'INC-3', 2],
    [
      'a number past all numbers',
      `update events set at = 9223372036854775807 where seq = 6`,
      'unreadable',
      6,
      'INC-3',
      2,
    ],
    ['an entry gone', `delete from events where seq = 10`, 'missing', 10, undefined, undefined],
    ['the tail cut off', `delete from events where seq > 36`, 'cut', 37, undefined, undefined],
    ['everything cut off', `delete from events`, 'cut', 1, undefined, undefined],
    ['the head', `update head set hash = replace(hash, 'a', 'b')`, 'changed', 38, undefined, undefined],
    ['the head gone', `delete from head`, 'changed', 38, undefined, undefined],
    [
      'two entries changed places',
      `update events set seq = 1000 where seq = 3; update events set seq = 3 where seq = 5; update events set seq = 5 where seq = 1000`,
      'reordered',
      3,
      'INC-3',
      1,
    ],
    [
      'an entry put in at the end',
      `insert into events select 39, stream, version + 1, type, at, data, hash, hash from events where seq = 38`,
      'changed',
      39,
      'INC-3',
      13,
    ],
    ['the table gone', `drop table events`, 'unreadable', 1, undefined, undefined],
  ])('names the entry: %s', async (_, sql, what, seq, stream, version) => {
    const verification = await afterSql(await directory(), sql)

    expect(verification).toMatchObject({ holds: false, broken: { what, seq } })
    if (stream !== undefined) expect(verification).toMatchObject({ broken: { stream, version } })
  })

  test('with a head noted earlier it finds a chain written anew, and one cut off together with its head', async () => {
    const dataDir = await directory()
    await writeFile(join(dataDir, 'journal.db'), original)
    const before = await verifyChain(dataDir)
    if (!before.holds) throw new Error('it should hold')
    const shorter = `delete from events where seq > 30; update head set seq = 30, hash = (select hash from events where seq = 30)`

    expect(await afterSql(dataDir, shorter)).toMatchObject({ holds: true, events: 30 })
    expect(await verifyChain(dataDir, before.head)).toMatchObject({ holds: false, broken: { what: 'cut', seq: 31 } })
    const noted = { seq: 20, hash: before.head.hash }
    expect(await verifyChain(dataDir, noted)).toMatchObject({ holds: false, broken: { what: 'changed', seq: 20 } })
  })

  test('one byte of an event changed in the file is always found, and the event named', async () => {
    const dataDir = await directory()
    const text = 'action-305'
    const at = original.indexOf(`{"action":"${text}"`)
    const length = Buffer.byteLength(JSON.stringify(event(305)))
    for (let offset = at; offset < at + length; offset += 3) {
      const bytes = Buffer.from(original)
      bytes.writeUInt8(bytes.readUInt8(offset) ^ (1 << (offset % 8)), offset)

      expect(await withBytes(dataDir, bytes)).toMatchObject({
        holds: false,
        broken: { what: 'changed', stream: 'INC-3', version: 8, type: 'StepImpossible' },
      })
    }
  })

  test('property: after any byte changed, either verify finds it, or every event reads as it was written', async () => {
    const dataDir = await directory()
    await writeFile(join(dataDir, 'journal.db'), original)
    const before = await everything(dataDir)
    let found = 0
    const runs = Number(process.env.TAMPER_RUNS ?? 60)
    const anyChange = fc.tuple(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(anyChange, async ([offset, mask]) => {
        const bytes = Buffer.from(original)
        bytes.writeUInt8(bytes.readUInt8(offset) ^ mask, offset)

        const verification = await withBytes(dataDir, bytes)

        if (!verification.holds) found += 1
        else expect(await everything(dataDir)).toEqual(before)
      }),
      { numRuns: runs },
    )
    expect(found).toBeGreaterThan(runs / 20)
  })

  test('a file cut short, emptied or overwritten in part is damaged, not whole', async () => {
    const dataDir = await directory()
    for (const length of [0, 100, 4096, 4096 * 7, original.length - 4096, original.length - 1]) {
      await writeFile(join(dataDir, 'journal.db'), original)
      await truncate(join(dataDir, 'journal.db'), length)

      const verification = await verifyChain(dataDir)

      expect(verification, `${length} bytes`).toMatchObject({ holds: false })
    }
  })

  test('evidence that was changed or deleted is named', async () => {
    const dataDir = await directory()
    await written(dataDir)
    const { head } = (await verifyChain(dataDir)) as { head: unknown }
    const file = evidenceFile(dataDir)

    await writeFile(file, 'Evidence')
    expect(await verifyChain(dataDir)).toMatchObject({
      head,
      evidence: { changed: [{ fileName: 'log.txt' }], missing: [] },
    })
    await rm(file)
    expect(await verifyChain(dataDir)).toMatchObject({
      head,
      evidence: { changed: [], missing: [{ fileName: 'log.txt' }] },
    })
  })
})

const evidenceFile = (dataDir: string): string => {
  const sha256 = createHash('sha256').update('evidence').digest('hex')
  return join(dataDir, 'evidence', sha256.slice(0, 2), sha256)
}

/** All that the running product would read of the events. */
const everything = async (dataDir: string): Promise<unknown> => {
  const { journal, close } = await openJournal({ dataDir, now: () => 1 })
  const streams = ['INC-1', 'INC-2', 'INC-3'].map((stream) => journal.read(stream))
  const all = [await journal.entries(0, 1000), ...(await Promise.all(streams))]
  await close()
  return all
}
