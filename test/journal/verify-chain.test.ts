import { createHash } from 'node:crypto'
import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { lastingFieldsOf } from '../../src/incident/events/lasting-fields.ts'
import { chainTriggers } from '../../src/journal/chain-triggers.ts'
import { chainHashOf, commitmentOf } from '../../src/journal/hash-chain.ts'
import {
  type JournalVerification,
  openJournal,
  readKeyFile,
  readWitness,
  signatureKeysOf,
  verifyChain,
} from '../../src/journal/index.ts'
import { closeForWriting } from '../../src/journal/journal-file.ts'
import { openSqlite, type SqliteDatabase } from '../../src/journal/sqlite-engine.ts'
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
let key: Buffer
let witness: Buffer
beforeAll(async () => {
  const dataDir = await directory()
  await written(dataDir)
  original = await readFile(join(dataDir, 'journal.db'))
  key = await readFile(join(dataDir, 'journal.key'))
  witness = await readFile(join(dataDir, 'journal.key.witness'))
})

/** The journal, its key and what was noted beside that, as they were left. */
const laidOut = async (dataDir: string): Promise<void> => {
  await writeFile(join(dataDir, 'journal.db'), original)
  await writeFile(join(dataDir, 'journal.key'), key, { mode: 0o600 })
  await writeFile(join(dataDir, 'journal.key.witness'), witness)
}

/** With everything that an operator has at hand. */
const verifyWithKey = async (dataDir: string): Promise<JournalVerification> =>
  verifyChain(dataDir, {
    keys: await readKeyFile(join(dataDir, 'journal.key')),
    witness: await readWitness(join(dataDir, 'journal.key.witness')),
  })

const withBytes = async (dataDir: string, bytes: Uint8Array): Promise<JournalVerification> => {
  await writeFile(join(dataDir, 'journal.db'), bytes)
  return verifyWithKey(dataDir)
}

/** Past the triggers, as somebody with the file and a SQLite shell would go. */
const afterSql = async (dataDir: string, sql: string): Promise<JournalVerification> => {
  await laidOut(dataDir)
  await forge(dataDir, ({ exec }) => exec(sql))
  return verifyChain(dataDir)
}

/** Everything that can be made without the key; the triggers are put back, so that they give nothing away. */
const forge = async (dataDir: string, work: (database: SqliteDatabase) => void): Promise<void> => {
  const database = await openSqlite(join(dataDir, 'journal.db'))
  for (const name of Object.keys(chainTriggers)) database.exec(`drop trigger ${name}`)
  work({ ...database, exec: (sql) => database.exec(sql), prepare: (sql) => database.prepare(sql) })
  for (const trigger of Object.values(chainTriggers)) if (hasTable(database, trigger)) database.exec(trigger)
  closeForWriting(database)
}

const hasTable = (database: SqliteDatabase, trigger: string): boolean => {
  const [, table] = / on (\w+) /.exec(trigger) ?? []
  return database.prepare('select 1 from sqlite_master where name = ?').all(table).length > 0
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
      `insert into events select 39, stream, version + 1, type, at, data, hash, hash, format, salt, commitment, lasting, key_id, mac
       from events where seq = 38`,
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

    const cut = await afterSql(dataDir, shorter)
    expect([cut.broken, cut.events]).toEqual([undefined, 30])
    expect(await verifyChain(dataDir, { noted: before.head })).toMatchObject({
      holds: false,
      broken: { what: 'cut', seq: 31 },
    })
    const noted = { seq: 20, hash: before.head.hash }
    expect(await verifyChain(dataDir, { noted })).toMatchObject({ holds: false, broken: { what: 'changed', seq: 20 } })
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
    await laidOut(dataDir)
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
    for (const length of [0, 100, 4096, 4096 * 7, original.length - 4096]) {
      await writeFile(join(dataDir, 'journal.db'), original)
      await truncate(join(dataDir, 'journal.db'), length)

      const verification = await verifyChain(dataDir)

      expect(verification, `${length} bytes`).toMatchObject({ holds: false })
    }
  })

  test.each([
    ['events', 'data'],
    ['head', 'hash'],
    ['checkpoints', 'hash'],
    ['streams', 'stream'],
  ])('a file whose table %s calls its column %s otherwise does not hold', async (table, column) => {
    const dataDir = await directory()
    const bytes = Buffer.from(original)
    const at = bytes.indexOf(`"${column}"`, bytes.indexOf(`CREATE TABLE "${table}"`) + `CREATE TABLE "${table}"`.length)
    expect(at).toBeGreaterThan(0)
    bytes.write('_', at + 1)

    expect(await withBytes(dataDir, bytes)).toMatchObject({ holds: false })
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

describe('verify with the key', () => {
  test('finds nothing wrong where nothing is', async () => {
    const dataDir = await directory()
    await laidOut(dataDir)

    expect(await verifyWithKey(dataDir)).toMatchObject({ holds: true, faults: [], sealed: true, events: 38 })
  })

  test.each([
    ['the last entry', 38],
    ['an entry in the midst', 20],
    ['the first entry', 1],
  ])('finds that somebody wrote anew, with right hashes all along: %s', async (_, from) => {
    const dataDir = await directory()
    await laidOut(dataDir)

    await forge(dataDir, (database) => writeAnew(database, (row) => (row.seq === from ? { ...row, ...approval } : row)))

    expect((await verifyChain(dataDir)).broken).toBeUndefined()
    const verification = await verifyWithKey(dataDir)
    expect(verification).toMatchObject({ holds: false, broken: { what: 'changed', seq: from } })
    expect(verification.broken?.detail).toContain('not written by Appmedic')
  })

  test('finds an entry that was put in, with right hashes all along', async () => {
    const dataDir = await directory()
    await laidOut(dataDir)

    await forge(dataDir, (database) => {
      database.exec('update events set seq = -seq - 1 where seq > 3; update events set seq = -seq where seq < 0')
      database.exec(
        `insert into events select 4, 'INC-9', 1, type, at, data, prev_hash, hash, format, salt, commitment, lasting, key_id, mac
         from events where seq = 3`,
      )
      writeAnew(database, (row) => row)
    })

    expect(await verifyWithKey(dataDir)).toMatchObject({ holds: false, broken: { what: 'changed', seq: 4 } })
  })

  test('finds an incident that was taken out, even without the key, by its number', async () => {
    const dataDir = await directory()
    await laidOut(dataDir)

    await forge(dataDir, (database) => {
      database.exec(`delete from events where stream = 'INC-2'; delete from places where stream = 'INC-2'`)
      database.exec(`delete from deadlines where stream = 'INC-2'; delete from streams where stream = 'INC-2'`)
      writeAnew(database, (row) => row)
    })

    const details = (await verifyChain(dataDir)).faults.map(({ detail }) => detail)
    expect(details).toContain('INC-2 is not in the chain, though INC-3 is')
    expect((await verifyWithKey(dataDir)).broken).toMatchObject({ what: 'changed', seq: 3 })
  })

  test('finds a tail that was cut off together with the head and the checkpoints, by what was noted', async () => {
    const dataDir = await directory()
    await laidOut(dataDir)

    await forge(dataDir, (database) => {
      database.exec('delete from events where seq > 30; delete from checkpoints where seq > 30')
      database.exec('update head set seq = 30, hash = (select hash from events where seq = 30)')
    })

    const { faults } = await verifyWithKey(dataDir)
    expect(faults.map(({ what }) => what)).toContain('cut')
    expect(faults[0]?.detail).toContain('the head of the chain')
  })

  test('finds a checkpoint that was signed by nobody, changed or removed, with no more than the public key', async () => {
    const dataDir = await directory()
    await laidOut(dataDir)
    const keys = await readKeyFile(join(dataDir, 'journal.key'))
    const signatures = signatureKeysOf([keys?.current.publicKey ?? ''])
    expect(await verifyChain(dataDir, { signatures })).toMatchObject({ holds: true })

    await forge(dataDir, (database) => database.exec('update checkpoints set at = at + 1'))

    const { faults } = await verifyChain(dataDir, { signatures })
    expect(faults.map(({ detail }) => detail)).toContain("a checkpoint is not signed with the journal's key")
    await forge(dataDir, (database) => database.exec('delete from checkpoints'))
    expect(await verifyChain(dataDir)).toMatchObject({ holds: false, faults: [{ what: 'missing' }] })
  })

  test.each(Object.keys(chainTriggers))('finds that a trigger was dropped or changed: %s', async (name) => {
    const dataDir = await directory()
    await laidOut(dataDir)
    const database = await openSqlite(join(dataDir, 'journal.db'))
    database.exec(`drop trigger ${name}`)
    closeForWriting(database)
    expect(await verifyChain(dataDir)).toMatchObject({
      holds: false,
      faults: [{ detail: expect.stringContaining(name) }],
    })

    const again = await openSqlite(join(dataDir, 'journal.db'))
    again.exec(chainTriggers[name]?.replace('begin select', 'begin select 1; select') ?? '')
    closeForWriting(again)
    expect(await verifyChain(dataDir)).toMatchObject({
      holds: false,
      faults: [{ detail: expect.stringContaining(name) }],
    })
  })

  test('finds that an incident was hidden from what is picked up at a start', async () => {
    const verification = await afterSql(
      await directory(),
      `delete from places where stream = 'INC-3'; delete from deadlines where stream = 'INC-3'; delete from streams where stream = 'INC-3'`,
    )

    expect(verification).toMatchObject({
      holds: false,
      faults: [{ detail: expect.stringContaining('INC-3 is not in the list') }],
    })
  })

  test('finds a payload that was emptied by hand, and no entry that says so', async () => {
    const dataDir = await directory()
    await laidOut(dataDir)
    const database = await openSqlite(join(dataDir, 'journal.db'))
    database.exec(`update events set data = '', salt = null where seq = 5`)
    closeForWriting(database)

    expect(await verifyWithKey(dataDir)).toMatchObject({ broken: { what: 'changed', seq: 5 } })
  })
})

interface ForgedRow {
  readonly seq: number
  readonly stream: string
  readonly version: number
  readonly data: string
  readonly salt: string
  readonly format: 2
}

const approved = { type: 'ActionApproved', action: 'action-1', at: 5 } as const
const approval = { data: JSON.stringify({ action: approved.action, at: approved.at, type: approved.type }) }

/** What somebody can do who knows the format and has no key: every hash, commitment and the head fit together. */
const writeAnew = (database: SqliteDatabase, change: (row: ForgedRow) => ForgedRow): void => {
  let prevHash = '0'.repeat(64)
  const rows = database.prepare('select * from events order by seq').all() as ForgedRow[]
  database.exec('update events set seq = -seq')
  for (const [at, row] of rows.map(change).entries()) {
    const event = JSON.parse(row.data)
    const said = {
      ...{ format: 2 as const, seq: at + 1, stream: row.stream, version: row.version, type: event.type, at: event.at },
      ...{ commitment: commitmentOf(row.data, row.salt), lasting: lastingFieldsOf(event), prevHash },
    } as const
    const hash = chainHashOf(said)
    database
      .prepare(
        'update events set seq=?, type=?, at=?, data=?, commitment=?, lasting=?, prev_hash=?, hash=? where seq=?',
      )
      .run(said.seq, said.type, said.at, row.data, said.commitment, said.lasting, prevHash, hash, -row.seq)
    prevHash = hash
  }
  database.prepare('update head set seq = ?, hash = ?').run(rows.length, prevHash)
}

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
