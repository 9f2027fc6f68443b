import { randomBytes } from 'node:crypto'
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { createJournal } from '../../src/journal/create-journal.ts'
import { verifyChain } from '../../src/journal/index.ts'
import { closeForWriting } from '../../src/journal/journal-file.ts'
import { createJournalHalt } from '../../src/journal/journal-halt.ts'
import { createJournalKeyring } from '../../src/journal/journal-key.ts'
import type { JournalTables } from '../../src/journal/journal-tables.ts'
import { migrateJournal } from '../../src/journal/migrations/index.ts'
import { refuseNetworkDisk } from '../../src/journal/network-disk.ts'
import { createSqliteDialect } from '../../src/journal/sqlite-dialect.ts'
import { openSqlite } from '../../src/journal/sqlite-engine.ts'
import { wrapStorageErrors } from '../../src/journal/storage-errors.ts'
import { JournalBroken, JournalError } from '../../src/journal/types.ts'
import { directory, event, events, journalIn } from './temporary-journals.ts'

const failure = async (work: Promise<unknown>): Promise<JournalError> => {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(JournalError)
  return error as JournalError
}

/** A journal whose database the test can put in trouble. */
const troubled = async (dataDir: string) => {
  const database = await openSqlite(join(dataDir, 'journal.db'))
  const db = new Kysely<JournalTables>({ dialect: createSqliteDialect(database, () => closeForWriting(database)) })
  const keys = createJournalKeyring([randomBytes(32)])
  await migrateJournal(db, { key: keys.current, now: 1 })
  const journal = createJournal({
    db,
    guard: wrapStorageErrors(dataDir),
    keys,
    halt: createJournalHalt(undefined, () => undefined),
    randomBytes,
    inPlace: () => undefined,
    now: () => 1,
    close: () => db.destroy(),
  })
  return { database, journal }
}

test('a full disk refuses the whole append, says what to do, and is over once there is room', async () => {
  const dataDir = await directory()
  const { database, journal } = await troubled(dataDir)
  const [{ page_count: pages }] = database.prepare('pragma page_count').all() as [{ page_count: number }]
  database.exec(`pragma max_page_count = ${pages + 3}`)
  const many = [...events(20), event(20, 'x'.repeat(40_000))]

  const error = await failure(journal.append({ stream: 'INC-1', expectedVersion: 0, events: many }))

  expect(error.message).toContain('the disk is full')
  expect(error.message).toContain(dataDir)
  expect(await journal.read('INC-1')).toEqual([])
  database.exec('pragma max_page_count = 100000')
  expect(await journal.append({ stream: 'INC-1', expectedVersion: 0, events: many })).toMatchObject({ is: 'appended' })
  await journal.close()
  expect(await verifyChain(dataDir)).toMatchObject({ holds: true, events: 21 })
})

test('a journal that may only be read, or is closed, says so', async () => {
  const { database, journal } = await troubled(await directory())
  database.exec('pragma query_only = on')
  const append = () => journal.append({ stream: 'INC-1', expectedVersion: 0, events: events(1) })

  expect((await failure(append())).message).toContain('read-only')
  await journal.close()
  expect((await failure(append())).message).toContain('is closed')
  expect((await failure(journal.read('INC-1'))).message).toContain('is closed')
})

test('closing waits for what is being written', async () => {
  const dataDir = await directory()
  const { journal, close } = await journalIn(dataDir)
  const writing = Array.from({ length: 20 }, (_, n) =>
    journal.append({ stream: `INC-${n + 1}`, expectedVersion: 0, events: events(2) }),
  )

  await close()

  expect((await Promise.all(writing)).every(({ is }) => is === 'appended')).toBe(true)
  expect(await verifyChain(dataDir)).toMatchObject({ holds: true, events: 40, streams: 20 })
})

test('what is no journal is left alone, in words', async () => {
  const dataDir = await directory()
  await writeFile(join(dataDir, 'journal.db'), 'Somebody else keeps their notes here. '.repeat(200))

  expect((await failure(journalIn(dataDir))).message).toContain('is not a journal')
  expect((await failure(journalIn(join(dataDir, 'journal.db')))).message).toContain('Check that DATA_DIR')
  expect((await failure(verifyChain(join(dataDir, 'nowhere')))).message).toContain('There is no journal')
})

test('an older Appmedic refuses what a newer one made', async () => {
  const dataDir = await directory()
  const { close } = await journalIn(dataDir)
  await close()
  const database = await openSqlite(join(dataDir, 'journal.db'))
  database.exec("insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')")
  closeForWriting(database)

  expect((await failure(journalIn(dataDir))).message).toContain('newer Appmedic')
})

test.each([
  [
    'a page that is damaged',
    (bytes: Buffer) => bytes.fill(0xff, bytes.indexOf('action-150') - 400, bytes.indexOf('action-150') + 400),
  ],
])('%s halts it like any break: nothing is read, nothing written', async (_, damage) => {
  const dataDir = await directory()
  const first = await journalIn(dataDir)
  await first.journal.append({ stream: 'DESK/1', expectedVersion: 0, events: events(900) })
  await first.journal.append({ stream: 'DESK/2', expectedVersion: 0, events: events(600) })
  await first.close()
  await (await journalIn(dataDir)).close()
  const bytes = await readFile(join(dataDir, 'journal.db'))
  damage(bytes)
  await writeFile(join(dataDir, 'journal.db'), bytes)
  const { journal } = await journalIn(dataDir)
  const append = () => journal.append({ stream: 'DESK/2', expectedVersion: 600, events: events(1) })

  expect(await failure(journal.read('DESK/1'))).toBeInstanceOf(JournalBroken)
  expect(await failure(append())).toBeInstanceOf(JournalBroken)
  expect(await failure(journal.wasInputSeen('web', 'm-1'))).toBeInstanceOf(JournalBroken)
})

const append = ({ journal }: Awaited<ReturnType<typeof journalIn>>, stream: string) =>
  journal.append({ stream, expectedVersion: 0, events: events(1) })

test('a directory that is deleted under the process is noticed before the next write, and nothing is written', async () => {
  const dataDir = await directory()
  const opened = await journalIn(dataDir)
  await append(opened, 'INC-1')
  await rm(dataDir, { recursive: true })

  expect((await failure(append(opened, 'INC-2'))).message).toContain('is gone while Appmedic runs')
  expect((await failure(opened.inbox.add({ platform: 'web', id: 'm1', data: {} }))).message).toContain('is gone')
})

test('a directory that is moved away and put back goes on where it was', async () => {
  const dataDir = await directory()
  const opened = await journalIn(dataDir)
  await append(opened, 'INC-1')
  await rename(dataDir, `${dataDir}-away`)
  await failure(append(opened, 'INC-2'))

  await rename(`${dataDir}-away`, dataDir)

  expect(await append(opened, 'INC-2')).toMatchObject({ is: 'appended' })
  await opened.close()
  expect(await verifyChain(dataDir)).toMatchObject({ holds: true, events: 2 })
})

test('a journal that somebody replaces under the process is not written any more', async () => {
  const dataDir = await directory()
  const opened = await journalIn(dataDir)
  await append(opened, 'INC-1')
  const file = join(dataDir, 'journal.db')
  await copyFile(file, `${file}.copy`)
  await rename(`${file}.copy`, file)

  expect((await failure(append(opened, 'INC-2'))).message).toContain('another one than Appmedic opened')
})

test.each([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
])('a network disk is refused: %i is %s', async (type, name) => {
  const refused = await failure(refuseNetworkDisk('/mnt/share', async () => type))

  expect(refused.message).toContain(name)
  expect(refused.message).toContain('DATA_DIR')
})

test('a disk of this machine is taken', async () => {
  await expect(refuseNetworkDisk('/var/lib/appmedic', async () => 0xef53)).resolves.toBeUndefined()
})
