import { expect, test } from 'vitest'
import { openJournal } from '../../src/journal/index.ts'
import { JournalBroken } from '../../src/journal/types.ts'
import { forge } from './forger.ts'
import { directory, events } from './temporary-journals.ts'

const open = async (dataDir: string) => {
  const logged: string[] = []
  const log = { info: () => undefined, error: (_: unknown, message: string) => void logged.push(message) }
  return { ...(await openJournal({ dataDir, now: () => 1_000, log })), logged }
}

/** More than is looked through before anybody is heard. */
const longJournal = async (): Promise<string> => {
  const dataDir = await directory()
  const { journal, close } = await open(dataDir)
  for (let n = 0; n < 5; n += 1)
    await journal.append({ stream: `INC-${n + 1}`, expectedVersion: 0, events: events(500, n * 500) })
  await close()
  return dataDir
}

test('a long journal is heard before it was looked through, and written into', async () => {
  const dataDir = await longJournal()

  const { journal, checked, isBroken, close } = await open(dataDir)
  let done = false
  const looked = checked().then(() => {
    done = true
  })

  expect(await journal.append({ stream: 'DESK', expectedVersion: 0, events: events(1) })).toMatchObject({
    is: 'appended',
  })
  expect(done).toBe(false)
  await looked
  expect(isBroken()).toBe(false)
  await close()
})

test.each([
  ['a row that says something else', "update events set type = 'IncidentClosed' where seq = 1200"],
  ['a row that is gone', 'delete from events where seq = 1200'],
])('%s is found while people are heard, and from then on nothing is written', async (_, tamper) => {
  const dataDir = await longJournal()
  await forge(dataDir, ({ database }) => database.exec(tamper))

  const { journal, checked, isBroken, logged, close } = await open(dataDir)

  await expect(checked()).rejects.toBeInstanceOf(JournalBroken)
  expect(isBroken()).toBe(true)
  expect(logged).toHaveLength(1)
  await expect(journal.append({ stream: 'DESK', expectedVersion: 0, events: events(1) })).rejects.toBeInstanceOf(
    JournalBroken,
  )
  await close()
})

test('closing gives the looking through up', async () => {
  const { close, logged } = await open(await longJournal())

  await close()

  expect(logged).toEqual([])
})
