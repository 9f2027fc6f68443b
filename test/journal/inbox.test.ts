import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type OpenedJournal, openJournal } from '../../src/journal/index.ts'
import { openSqlite } from '../../src/journal/sqlite-engine.ts'
import { JournalBroken, JournalError } from '../../src/journal/types.ts'
import { forge } from './forger.ts'
import { directory, events, journalIn } from './temporary-journals.ts'

const input = (id: string, data: unknown = { said: id }) => ({ platform: 'web', id, data })
const ids = async ({ inbox }: OpenedJournal) => (await inbox.list()).map(({ id }) => id)

test('what is in it is there in the next process, in the order of arrival', async () => {
  const dataDir = await directory()
  const first = await journalIn(dataDir)
  for (const id of ['m-2', 'm-1', 'm-3']) expect(await first.inbox.add(input(id))).toBe(true)
  await first.close()

  const next = await journalIn(dataDir)

  expect(await next.inbox.list()).toEqual(['m-2', 'm-1', 'm-3'].map((id) => ({ ...input(id), at: 1_000, retries: 0 })))
})

test('a second delivery changes nothing; the same id on another platform is another input', async () => {
  const opened = await journalIn(await directory())

  expect(await opened.inbox.add(input('m-1', 'first'))).toBe(true)
  expect(await opened.inbox.add(input('m-1', 'second'))).toBe(false)
  expect(await opened.inbox.add({ ...input('m-1', 'third'), platform: 'slack' })).toBe(true)

  expect((await opened.inbox.list()).map(({ data }) => data)).toEqual(['first', 'third'])
})

test('what was handled is gone, and the order of the others stays', async () => {
  const dataDir = await directory()
  const first = await journalIn(dataDir)
  for (const id of ['m-1', 'm-2', 'm-3']) await first.inbox.add(input(id))

  await first.inbox.remove(input('m-3'))
  await first.inbox.remove(input('m-1'))
  await first.inbox.add(input('m-4'))
  await first.close()

  expect(await ids(await journalIn(dataDir))).toEqual(['m-2', 'm-4'])
})

test('how often it was tried is counted, over starts, for that one alone', async () => {
  const dataDir = await directory()
  const first = await journalIn(dataDir)
  for (const id of ['m-1', 'm-2']) await first.inbox.add(input(id))
  await first.inbox.countRetry(input('m-1'))
  await first.close()
  const next = await journalIn(dataDir)
  await next.inbox.countRetry(input('m-1'))

  expect((await next.inbox.list()).map(({ retries }) => retries)).toEqual([2, 0])
})

test.each([
  ['an input put in', "insert into inbox values (9, 'web', 'm-9', 1000, 0, '{}', 'none', 'none')", ['m-1', 'm-2']],
  ['an input that says something else', `update inbox set data = '{"verb":"approve"}' where id = 'm-1'`, ['m-2']],
  ['an input of somebody else’s time', "update inbox set at = 2000 where id = 'm-1'", ['m-2']],
  ['the seal of another', "update inbox set mac = (select mac from inbox where id = 'm-2') where id = 'm-1'", ['m-2']],
  ['the seal of another key', "update inbox set key_id = 'other' where id = 'm-1'", ['m-2']],
])('%s by somebody who has the file and not the key is dropped, and logged', async (_, sql, left) => {
  const dataDir = await directory()
  const first = await journalIn(dataDir)
  for (const id of ['m-1', 'm-2']) await first.inbox.add(input(id))
  await first.close()
  const database = await openSqlite(join(dataDir, 'journal.db'))
  database.exec(sql)
  database.close()
  const logged: string[] = []
  const log = { info: () => undefined, error: (_facts: object, message: string) => void logged.push(message) }
  const next = await openJournal({ dataDir, now: () => 1_000, log })

  expect(await ids(next)).toEqual(left)

  expect(logged).toEqual(['an input that Appmedic did not write was left out'])
  await next.close()
  expect(await ids(await journalIn(dataDir))).toEqual(left)
})

test('a journal that is broken takes nothing in and gives nothing out', async () => {
  const dataDir = await directory()
  const first = await journalIn(dataDir)
  await first.journal.append({ stream: 'DESK/1', expectedVersion: 0, events: events(3) })
  await first.inbox.add(input('m-1'))
  await first.close()
  await forge(dataDir, ({ database }) => database.exec("delete from events where stream = 'DESK/1'"))
  const { inbox } = await journalIn(dataDir)

  for (const work of [
    inbox.add(input('m-2')),
    inbox.list(),
    inbox.countRetry(input('m-1')),
    inbox.remove(input('m-1')),
  ])
    await expect(work).rejects.toBeInstanceOf(JournalBroken)
})

test('what cannot be written is refused', async () => {
  const { inbox, close } = await journalIn(await directory())
  await close()

  await expect(inbox.add(input('m-1'))).rejects.toBeInstanceOf(JournalError)
})
