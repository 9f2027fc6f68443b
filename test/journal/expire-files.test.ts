import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import { dayInMs } from '../../src/incident/retention.ts'
import { type OpenedJournal, openJournal, readKeyFile, readWitness, verifyChain } from '../../src/journal/index.ts'
import { JournalBroken } from '../../src/journal/types.ts'
import { forge } from './forger.ts'
import { directory } from './temporary-journals.ts'

const anna = { platform: 'web', tenant: 'local', id: 'anna', name: 'Anna' }
const place = { platform: 'web', tenant: 'local', channel: 'incidents' }
const retention = { dumps: 7, others: 30 }
const dump = { contentType: 'application/octet-stream', collector: 'memory-dump' }
const log = { contentType: 'text/plain', collector: 'application-log' }

const opened = (incident: string): IncidentEvent => ({
  type: 'IncidentOpened',
  at: 0,
  incident,
  by: anna,
  text: 'it is down',
  symptom: 'slow',
  codes: [],
  language: 'en',
  place,
})

/** A journal on the disk, on a clock that is told which day it is. */
const onDisk = async () => {
  const dataDir = await directory()
  let day = 0
  const open = () => openJournal({ dataDir, now: () => day * dayInMs })
  let journal = await open()
  const keep = async (stream: string, what: typeof dump, text: string): Promise<string> => {
    const { contentType, collector } = what
    const body = Buffer.from(text)
    const file = await journal.evidence.put({ stream, fileName: `${collector}.bin`, contentType, body })
    const before = await journal.journal.read(stream)
    const first = before.length === 0 ? [opened(stream)] : []
    const collected: IncidentEvent = { type: 'EvidenceCollected', at: day * dayInMs, evidence: { ...file, collector } }
    await journal.journal.append({ stream, expectedVersion: before.length, events: [...first, collected] })
    return file.id
  }
  return {
    dataDir,
    keep,
    journal: (): OpenedJournal => journal,
    on: (then: number, rule = retention) => {
      day = then
      return journal.erasure.expire(rule)
    },
    reopen: async () => {
      await journal.close()
      journal = await open()
    },
    /** Somebody writes into the file past Appmedic. */
    tamper: async (sql: string, ...values: readonly (string | number)[]) => {
      await journal.close()
      await forge(dataDir, ({ database }) => void database.prepare(sql).run(...values))
      journal = await open()
    },
    files: async () =>
      (await readdir(join(dataDir, 'evidence'), { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)),
    incident: async (stream: string) => foldEvents((await journal.journal.read(stream)).map(({ event }) => event)),
    verified: async () => {
      await journal.close()
      const keys = await readKeyFile(join(dataDir, 'journal.key'))
      const witness = await readWitness(join(dataDir, 'journal.key.witness'))
      return verifyChain(dataDir, { keys, witness })
    },
  }
}

describe('files whose time is over', () => {
  test('a dump goes after its days, a log stays for its own, and the chain holds and says so', async () => {
    const world = await onDisk()
    const gone = await world.keep('INC-1', dump, 'memory')
    const stays = await world.keep('INC-1', log, 'lines')

    expect(await world.on(6)).toEqual([])
    expect(await world.files()).toHaveLength(2)
    expect(await world.on(7)).toEqual(['INC-1'])

    expect(await world.files()).toHaveLength(1)
    expect(await world.journal().evidence.get(gone)).toBeUndefined()
    expect(await world.journal().evidence.get(stays)).toBeDefined()
    const { evidence = [] } = (await world.incident('INC-1')) ?? {}
    expect(evidence.map(({ erased }) => erased)).toEqual([{ at: 7 * dayInMs, keptForDays: 7 }, undefined])
    expect(await world.verified()).toMatchObject({
      holds: true,
      faults: [],
      evidence: { files: 1, missing: [], changed: [], left: [], erased: [{ id: gone }] },
    })
  })

  test('bytes that another incident names stay for as long as that one keeps them', async () => {
    const world = await onDisk()
    await world.keep('INC-1', dump, 'the same')
    const other = await world.keep('INC-2', log, 'the same')

    expect(await world.on(7)).toEqual(['INC-1'])
    expect(await world.files()).toHaveLength(1)
    expect(await world.journal().evidence.get(other)).toBeDefined()
    expect(await world.on(30)).toEqual(['INC-2'])
    expect(await world.files()).toEqual([])
    expect(await world.verified()).toMatchObject({ holds: true, evidence: { missing: [], left: [] } })
  })

  test('what ended between the rows and the bytes is finished the next time, and nothing is said twice', async () => {
    const world = await onDisk()
    await world.keep('INC-1', dump, 'memory')
    const [name = ''] = await world.files()
    const path = join(world.dataDir, 'evidence', name)
    const bytes = await readFile(path)
    await world.on(7)
    // As if the process had ended before they were removed.
    await writeFile(path, bytes)
    await world.reopen()
    const { length } = await world.journal().journal.entries(0, 99)

    expect(await world.on(8)).toEqual([])

    expect(await world.files()).toEqual([])
    expect(await world.journal().journal.entries(0, 99)).toHaveLength(length)
    expect(await world.verified()).toMatchObject({ holds: true, evidence: { missing: [], left: [] } })
  })

  test('what is collected once more is kept anew', async () => {
    const world = await onDisk()
    const id = await world.keep('INC-1', dump, 'memory')
    await world.on(5)
    await world.keep('INC-1', dump, 'memory')

    expect(await world.on(8)).toEqual([])
    expect(await world.journal().evidence.get(id)).toBeDefined()
    expect(await world.on(12)).toEqual(['INC-1'])
  })

  test.each([
    ['at', 0],
    ['content_type', dump.contentType],
  ])('a row whose %s was changed so that its time seems over is kept all the same', async (column, value) => {
    const world = await onDisk()
    await world.on(100)
    const id = await world.keep('INC-1', log, 'lines')
    await world.tamper(`update evidence set ${column} = ? where id = ?`, value, id)

    expect(await world.on(110)).toEqual([])
    expect(await world.journal().evidence.get(id)).toBeDefined()
  })

  test.each([
    ['at', 1_000 * dayInMs],
    ['content_type', log.contentType],
    ['stream', 'INC-2'],
  ])('a row whose %s was changed to outlive its time goes in time, and its incident says so', async (column, value) => {
    const world = await onDisk()
    const id = await world.keep('INC-1', dump, 'memory')
    await world.tamper(`update evidence set ${column} = ? where id = ?`, value, id)

    expect(await world.on(7)).toEqual(['INC-1'])
    expect(await world.files()).toEqual([])
    expect(await world.journal().evidence.get(id)).toBeUndefined()
    expect(await world.verified()).toMatchObject({ holds: true, evidence: { erased: [{ id }] } })
  })

  test('where the entry that names a file was changed, nothing is erased', async () => {
    const world = await onDisk()
    await world.keep('INC-1', dump, 'memory')
    await world.keep('INC-2', log, 'lines')
    await world.tamper("update events set data = replace(data, '\"at\":0', '\"at\":1') where stream = 'INC-2'")

    await expect(world.on(40)).rejects.toThrow(JournalBroken)
    expect(await world.files()).toHaveLength(2)
  })

  test('a file that no entry names goes by its row', async () => {
    const world = await onDisk()
    const body = Buffer.from('never told')
    const { contentType } = dump
    await world.journal().evidence.put({ stream: 'INC-1', fileName: 'half.bin', contentType, body })

    await world.on(6)
    expect(await world.files()).toHaveLength(1)
    await world.on(7)
    expect(await world.journal().evidence.findByName('INC-1', 'half.bin')).toBeUndefined()
  })

  test('0 days keeps them for ever', async () => {
    const world = await onDisk()
    await world.keep('INC-1', dump, 'memory')

    expect(await world.on(36_500, { dumps: 0, others: 0 })).toEqual([])
    expect(await world.files()).toHaveLength(1)
  })
})
