import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openJournal } from '../../src/journal/index.ts'
import { closeForWriting } from '../../src/journal/journal-file.ts'
import { openSqlite } from '../../src/journal/sqlite-engine.ts'
import { JournalBroken, JournalError } from '../../src/journal/types.ts'
import { directory, event } from './temporary-journals.ts'

const fixture = fileURLToPath(new URL('fixtures/v0.1/journal.db.gz', import.meta.url))
const entriesInFixture = 312

const formerJournal = async (dataDir: string): Promise<void> =>
  pipeline(createReadStream(fixture), createGunzip(), createWriteStream(join(dataDir, 'journal.db'), { mode: 0o644 }))

const open = (dataDir: string, told: string[] = []) =>
  openJournal({
    dataDir,
    now: () => 1_000,
    log: { info: (_, message) => void told.push(message), error: (_, message) => void told.push(message) },
  })

const sql = async <Row>(dataDir: string, text: string, file = 'journal.db'): Promise<readonly Row[]> => {
  const database = await openSqlite(join(dataDir, file))
  const rows = database.prepare(text).all() as Row[]
  closeForWriting(database)
  return rows
}

describe('a journal of a former version', () => {
  test('is sealed row by row, once, and goes on in the new format', async () => {
    const dataDir = await directory()
    await formerJournal(dataDir)
    const before = await sql(dataDir, 'select seq, data, hash from events')

    const told: string[] = []
    const { journal, close } = await open(dataDir, told)
    await journal.append({ stream: 'INC-77', expectedVersion: 0, events: [event(1)] })
    await close()

    const after = await sql<{ format: number; mac: string }>(dataDir, 'select * from events')
    expect(after.slice(0, -1)).toMatchObject(before)
    expect(after.map(({ format }) => format)).toEqual([...before.map(() => 1), 2])
    expect(after.every(({ mac }) => /^[0-9a-f]{64}$/.test(mac))).toBe(true)
    // That version wrote other deadlines.
    const said = ['got a key', 'of a former version', 'made anew']
    expect(told).toEqual(said.map((words) => expect.stringContaining(words)))
    expect(await sql(dataDir, 'select seq from checkpoints order by seq')).toEqual([
      { seq: entriesInFixture },
      { seq: entriesInFixture + 1 },
    ])
  })

  test('leaves a copy of itself as it was, which nobody else can read, like the file itself', async () => {
    const dataDir = await directory()
    await formerJournal(dataDir)
    await mkdir(join(dataDir, 'evidence'))
    await chmod(join(dataDir, 'evidence'), 0o755)
    await (await open(dataDir)).close()

    expect(await sql(dataDir, 'select count(*) as n from events', 'journal.db.before-0002')).toEqual([
      { n: entriesInFixture },
    ])
    const modes = (await readdir(dataDir)).map(async (name) => (await stat(join(dataDir, name))).mode & 0o077)
    expect(await Promise.all(modes)).toEqual((await readdir(dataDir)).map(() => 0))
  })

  test.each([
    ['an entry changed', `update events set data = replace(data, 'ada', 'bob') where seq = 1`, 1],
    ['an entry in the middle removed', 'delete from events where seq = 100', 100],
    ['the tail cut', 'delete from events where seq > 300', 301],
  ])('is refused and left as it is where it does not hold: %s', async (_, change, seq) => {
    const dataDir = await directory()
    await formerJournal(dataDir)
    const database = await openSqlite(join(dataDir, 'journal.db'))
    database.exec(`drop trigger events_no_update; drop trigger events_no_delete; ${change}`)
    closeForWriting(database)

    const error = await open(dataDir).catch((thrown) => thrown)

    expect(error).toBeInstanceOf(JournalBroken)
    expect(error).toMatchObject({ fault: { seq } })
    const columns = await sql<{ name: string }>(dataDir, 'pragma table_info(events)')
    expect(columns.map(({ name }) => name)).not.toContain('mac')
    expect(await readdir(dataDir)).not.toContain('journal.db.before-0002')
  })

  test('is not sealed a second time: who puts an old file in its place is refused', async () => {
    const dataDir = await directory()
    await formerJournal(dataDir)
    await (await open(dataDir)).close()
    await copyFile(join(dataDir, 'journal.db.before-0002'), join(dataDir, 'journal.db'))

    const error = await open(dataDir).catch((thrown) => thrown)

    expect(error).toBeInstanceOf(JournalError)
    expect(error.message).toContain('this key has sealed one already')
  })

  test('stays whole where sealing breaks off: nothing, or all of it', async () => {
    const dataDir = await directory()
    await formerJournal(dataDir)
    const blocked = await openSqlite(join(dataDir, 'journal.db'))
    // The last thing that sealing does is in its way.
    blocked.exec(
      'create table checkpoints_blocker (n); create trigger checkpoints_no_delete after insert on checkpoints_blocker begin select 1; end',
    )
    closeForWriting(blocked)

    expect(await open(dataDir).catch((thrown) => thrown)).toBeInstanceOf(JournalError)

    const columns = await sql<{ name: string }>(dataDir, 'pragma table_info(events)')
    expect(columns.map(({ name }) => name)).not.toContain('mac')
    await sql(dataDir, 'drop table checkpoints_blocker')
    const { journal, close } = await open(dataDir)
    expect(await journal.entries(entriesInFixture - 1, 10)).toHaveLength(1)
    await close()
  })
})

describe('an erased entry', () => {
  test.each([1, 2])('of format %i reads as what a later event gives in its place', async (format) => {
    const dataDir = await directory()
    if (format === 1) await formerJournal(dataDir)
    const { journal, close } = await open(dataDir)
    const stream = format === 1 ? 'INC-1' : 'INC-500'
    if (format === 2) await journal.append({ stream, expectedVersion: 0, events: [event(1, 'a secret')] })
    const read = await journal.read(stream)
    const [first] = read
    if (first === undefined) throw new Error('there is one')
    const replacement = format === 1 ? { ...first.event, text: 'erased' } : event(1, 'erased')
    const entry = { seq: first.seq, version: 1 }
    const erased = { type: 'PayloadErased', at: 9, entry, replacement, reason: 'a secret' } as const
    await journal.append({ stream, expectedVersion: read.length, events: [erased as never] })
    await close()
    await sql(dataDir, `update events set data = '', salt = null where seq = ${first.seq}`)

    const again = await open(dataDir)
    expect((await again.journal.read(stream))[0]?.event).toEqual(replacement)
    expect((await again.journal.entries(first.seq - 1, 1))[0]?.event).toEqual(replacement)
    await again.close()
  })

  test('can not be written again, nor anything else changed with it', async () => {
    const dataDir = await directory()
    const { journal, close } = await open(dataDir)
    await journal.append({ stream: 'INC-1', expectedVersion: 0, events: [event(1)] })
    await close()

    for (const change of [
      `data = '{}', salt = null`,
      `data = ''`,
      `data = '', salt = null, type = 'ActionApproved'`,
      `data = '', salt = null, mac = null`,
      `data = '', salt = null, lasting = '{}'`,
    ])
      await expect(sql(dataDir, `update events set ${change}`)).rejects.toThrow('append-only')
    await expect(sql(dataDir, 'delete from checkpoints')).rejects.toThrow('append-only')
    await expect(sql(dataDir, 'update checkpoints set at = 1')).rejects.toThrow('append-only')
  })
})
