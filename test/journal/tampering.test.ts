import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type JournalOptions, openJournal } from '../../src/journal/index.ts'
import type { EventsTable } from '../../src/journal/journal-tables.ts'
import { JournalBroken, type JournalError } from '../../src/journal/types.ts'
import { asFormerRow, type Forger, forge, forgedRow } from './forger.ts'
import { directory, event, events } from './temporary-journals.ts'

const open = (dataDir: string, options: Partial<JournalOptions> = {}) =>
  openJournal({ dataDir, now: () => 1_000, ...options })

/** `count` entries, an incident each three of them; older ones lie before every checkpoint and outside the tail. */
const written = async (count = 12, name = 'INC'): Promise<string> => {
  const dataDir = await directory()
  const { journal, close } = await open(dataDir)
  for (let n = 0; n * 3 < count; n += 1)
    await journal.append({ stream: `${name}-${n + 1}`, expectedVersion: 0, events: events(3, n * 3) })
  await close()
  return dataDir
}

interface Met {
  readonly logged: readonly string[]
  /** What reading each stream, and then writing, ran into. */
  readonly refused: readonly unknown[]
}

const meet = async (dataDir: string, streams: readonly string[]): Promise<Met> => {
  const logged: string[] = []
  const log = { info: () => undefined, error: (_: unknown, message: string) => void logged.push(message) }
  const { journal, close } = await open(dataDir, { log })
  const refused: unknown[] = []
  const tried = async (work: () => Promise<unknown>) => work().catch((error: unknown) => void refused.push(error))
  for (const stream of streams) await tried(() => journal.read(stream))
  await tried(() => journal.append({ stream: 'DESK', expectedVersion: 0, events: events(1) }))
  await tried(() => journal.wasInputSeen('web', 'm-1'))
  await close()
  return { logged, refused }
}

const nothingMet: Met = { logged: [], refused: [] }

const approval = { type: 'ApprovalGiven', at: 1_700_000_000_900, action: 'a', person: 'ada', hash: 'h' } as const
const forgedApproval = { ...approval, by: { platform: 'web', tenant: 'local', id: 'ada', name: 'Ada' } }

const lastOf = (rows: readonly EventsTable[]): EventsTable => {
  const last = rows.at(-1)
  if (last === undefined) throw new Error('there are rows')
  return last
}

/** Replaces what the stream's first event says, as who asked for something might be. */
const changeFirst = (rows: readonly EventsTable[]): readonly EventsTable[] =>
  rows.map((row) => (row.stream === 'INC-1' && row.version === 1 ? forgedRow(row, 1, event(777)) : row))

const attacks: Readonly<Record<string, (forger: Forger) => void>> = {
  'an approval put behind a stream, hashes right, head moved': ({ rows, rewrite }) =>
    rewrite([...rows(), forgedRow(lastOf(rows()), 4, forgedApproval)]),
  'an approval put in before everything else, the chain written anew': ({ rows, rewrite }) => {
    const [first, ...others] = rows()
    if (first !== undefined) rewrite([first, forgedRow({ ...first, stream: 'INC-77' }, 1, forgedApproval), ...others])
  },
  'a first event that says something else, the chain written anew': ({ rows, rewrite }) => rewrite(changeFirst(rows())),
  'the same, the seals dropped': ({ rows, rewrite }) =>
    rewrite(changeFirst(rows()).map((row) => ({ ...row, mac: null, key_id: null }))),
  'the same, as rows of the former format': ({ rows, rewrite }) => rewrite(changeFirst(rows()).map(asFormerRow)),
  'a row of the former format behind the others': ({ rows, rewrite }) => {
    const [...all] = rows()
    rewrite([...all, asFormerRow(forgedRow(lastOf(all), 4, forgedApproval))])
  },
  'a whole incident removed': ({ rows, rewrite }) => rewrite(rows().filter(({ stream }) => stream !== 'INC-2')),
  'an incident removed and nothing else touched': ({ database }) =>
    database.exec("delete from events where stream = 'INC-2'"),
  'an incident removed, the gap filled below the first': ({ database }) =>
    database.exec("update events set seq = seq - 100 where stream = 'INC-2'"),
  'the tail cut, the head moved back': ({ rows, rewrite }) => rewrite(rows().slice(0, -3)),
  'two seals changed places': ({ rows, database }) => {
    const [one, other] = rows()
    database.prepare('update events set mac = ? where seq = ?').run(other?.mac, one?.seq)
    database.prepare('update events set mac = ? where seq = ?').run(one?.mac, other?.seq)
  },
  'an event emptied that nobody erased': ({ database }) =>
    database.exec("update events set data = '', salt = null where seq = 2"),
  'the checkpoints gone': ({ database }) => database.exec('delete from checkpoints'),
}

describe('a journal that somebody with the file and without the key has changed', () => {
  test.each(Object.entries(attacks))('%s: nothing is read, nothing written', async (_, attack) => {
    const dataDir = await written()
    await forge(dataDir, attack)

    const { logged, refused } = await meet(dataDir, ['INC-1', 'INC-2', 'INC-4'])

    expect(refused.length).toBeGreaterThanOrEqual(4)
    for (const error of refused.slice(-2)) expect(error).toBeInstanceOf(JournalBroken)
    expect(logged).toHaveLength(1)
  })

  test('what lies before the tail is found when its stream is read, and the entry is named', async () => {
    // An incident that is not closed is read at the start; these are none.
    const dataDir = await written(900, 'DESK')
    // Another checkpoint, so that the first entries are older than the one before the last.
    expect(await meet(dataDir, [])).toEqual(nothingMet)
    await forge(dataDir, ({ rows, database }) => {
      const { data } = forgedRow(rows()[1] as EventsTable, 2, event(777))
      database.prepare('update events set data = ? where seq = 2').run(data)
    })

    const { logged, refused } = await meet(dataDir, ['DESK-5', 'DESK-1', 'DESK-6'])

    expect(refused).toHaveLength(4)
    expect(refused[0]).toMatchObject({ fault: { what: 'changed', seq: 2, stream: 'DESK-1', version: 2 } })
    expect(logged).toEqual([expect.stringContaining('entry 2 (DESK-1 #2)')])
  })

  test('a trigger whose kind is written in capitals, which SQLite takes all the same', async () => {
    const dataDir = await written()
    await forge(dataDir, ({ database }) =>
      database.exec('create trigger late after insert on inputs begin select 1; end'),
    )
    const file = join(dataDir, 'journal.db')
    const bytes = await readFile(file)
    bytes.write('TRIGGER', bytes.indexOf('triggerlateinputs'))
    await writeFile(file, bytes)

    const { logged, refused } = await meet(dataDir, [])

    expect(refused[0]).toBeInstanceOf(JournalBroken)
    expect(logged).toEqual([expect.stringContaining('triggers')])
  })

  test('the end of an old stream put elsewhere: found at the start, however much came after it', async () => {
    const dataDir = await written(900, 'DESK')
    await forge(dataDir, ({ database }) => {
      database.exec("update events set stream = 'DESK/x', version = 1 where seq = 3")
    })

    const { logged, refused } = await meet(dataDir, ['DESK-1'])

    expect(refused[0]).toMatchObject({ fault: { what: 'changed', seq: 3 } })
    expect(logged).toEqual([expect.stringContaining('entry 3 (DESK/x #1)')])
  })

  test('a former copy of the file does not get past what was noted beside the key', async () => {
    const dataDir = await written()
    const former = await readFile(join(dataDir, 'journal.db'))
    const { journal, close } = await open(dataDir)
    await journal.append({ stream: 'INC-1', expectedVersion: 3, events: events(1, 50) })
    await close()
    await writeFile(join(dataDir, 'journal.db'), former)

    const { refused } = await meet(dataDir, ['INC-1'])

    expect(refused[0]).toMatchObject({ fault: { what: 'cut', seq: 13 } })
    await rm(join(dataDir, 'journal.key.witness'))
    expect((await meet(dataDir, ['INC-1'])).refused).toEqual([])
  })

  test('a file that is gone is missed, by what was noted beside the key', async () => {
    const dataDir = await written()
    await rm(join(dataDir, 'journal.db'))

    const { refused, logged } = await meet(dataDir, ['INC-1'])

    expect(refused[0]).toMatchObject({ fault: { what: 'cut', seq: 12 } })
    expect(logged).toHaveLength(1)
  })

  test('a trigger that is gone is found', async () => {
    const dataDir = await written()
    await forge(dataDir, () => undefined)
    expect((await meet(dataDir, [])).refused).toEqual([])
    await forge(dataDir, ({ database }) =>
      database.exec('create trigger more after insert on inputs begin select 1; end'),
    )

    expect((await meet(dataDir, [])).refused).toHaveLength(2)
  })
})

describe('the key of the journal', () => {
  test('is made once, for this user alone, and said once', async () => {
    const dataDir = await directory()
    const told: string[] = []
    const log = { info: (_: unknown, message: string) => void told.push(message), error: () => undefined }
    await (await open(dataDir, { log })).close()
    const key = await readFile(join(dataDir, 'journal.key'), 'utf8')
    await (await open(dataDir, { log })).close()

    expect(key).toMatch(/^[A-Za-z0-9+/]{43}=\n$/)
    expect(await readFile(join(dataDir, 'journal.key'), 'utf8')).toBe(key)
    expect(told).toEqual([expect.stringContaining('JOURNAL_KEY_FILE')])
  })

  test('is asked for where it is missing, wrong or open to others', async () => {
    const dataDir = await written()
    const keyFile = join(dataDir, 'journal.key')
    const key = await readFile(keyFile, 'utf8')
    const refusal = async () => ((await open(dataDir).catch((error) => error)) as JournalError).message

    await rm(keyFile)
    expect(await refusal()).toContain('its key is not at')
    await writeFile(keyFile, `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 })
    expect(await refusal()).toContain('is sealed with the key')
    await writeFile(keyFile, 'a key')
    expect(await refusal()).toContain('openssl rand -base64 32')
    await rm(keyFile)
    await writeFile(keyFile, key, { mode: 0o644 })
    expect(await refusal()).toContain('chmod 600')
  })

  test('can be changed for another: what the former one sealed still holds', async () => {
    const dataDir = await written()
    const keyFile = join(dataDir, 'journal.key')
    const former = await readFile(keyFile, 'utf8')
    await writeFile(keyFile, `${Buffer.alloc(32, 7).toString('base64')}\n${former}`)

    const first = await meet(dataDir, ['INC-1', 'INC-4'])
    const again = await meet(dataDir, ['INC-1', 'INC-4'])

    expect([first, again]).toEqual([nothingMet, nothingMet])
  })
})

describe('checkpoints', () => {
  test('are written a second after an append, at once for a closing, and never waited for', async () => {
    const dataDir = await directory()
    const waiting: { readonly inMs: number; readonly work: () => void }[] = []
    const later: JournalOptions['later'] = (work, inMs) => {
      waiting.push({ work, inMs })
      return () => void waiting.splice(0)
    }
    const { journal, close } = await open(dataDir, { later })
    const noted = async () => JSON.parse(await readFile(join(dataDir, 'journal.key.witness'), 'utf8')).seq
    const append = (expectedVersion: number, written = events(1)) =>
      journal.append({ stream: 'INC-1', expectedVersion, events: written })

    await append(0)
    await append(1)
    expect([await noted(), waiting.map(({ inMs }) => inMs)]).toEqual([0, [1_000]])
    waiting[0]?.work()
    await journal.wasInputSeen('web', 'm-1')
    await append(2, [{ type: 'IncidentClosed', at: 5, outcome: 'recovered' }])
    await close()
    expect(await noted()).toBe(3)
  })

  test('one that can not be noted holds nothing up, and is said once', async () => {
    const dataDir = await directory()
    const logged: string[] = []
    const log = { info: () => undefined, error: (_: unknown, message: string) => void logged.push(message) }
    const witnessFile = join(dataDir, 'nowhere', 'witness')
    const { journal, close } = await open(dataDir, { log, witnessFile })
    const closing = { type: 'IncidentClosed', at: 5, outcome: 'recovered' } as const
    for (let version = 0; version < 3; version += 1)
      expect(await journal.append({ stream: 'INC-1', expectedVersion: version, events: [closing] })).toMatchObject({
        is: 'appended',
      })
    await close()

    expect(logged).toEqual(['a checkpoint of the journal could not be written'])
  })
})

test('a copy of the whole directory, key and all, is a journal', async () => {
  const dataDir = await written()
  const copy = await directory()
  for (const name of ['journal.db', 'journal.key', 'journal.key.witness'])
    await copyFile(join(dataDir, name), join(copy, name))

  expect(await meet(copy, ['INC-1', 'INC-2'])).toEqual(nothingMet)
})
