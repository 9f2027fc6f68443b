import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { claimedKeysOf, streamIndexOf } from '../../src/incident/stream-index.ts'
import { openJournal } from '../../src/journal/index.ts'
import { closeForWriting } from '../../src/journal/journal-file.ts'
import { openSqlite } from '../../src/journal/sqlite-engine.ts'
import { directory } from './temporary-journals.ts'

const anna = { platform: 'web', tenant: 'local', id: 'anna', name: 'Anna' }
const place = { platform: 'web', tenant: 'local', channel: 'incidents', thread: 't1' }
const app = {
  id: '/subscriptions/S/sites/Web',
  name: 'web',
  subscriptionId: 'S',
  resourceGroup: 'g',
  planId: '/subscriptions/S/serverfarms/Plan',
  location: 'westeurope',
  os: 'linux',
  hostNames: [],
  tags: {},
} as const

const running: readonly IncidentEvent[] = [
  {
    ...{ type: 'IncidentOpened', at: 1, incident: 'INC-1', by: anna, text: 'slow', symptom: 'slow', codes: [] },
    ...{ language: 'en', place },
  } as IncidentEvent,
  { type: 'AppChosen', at: 2, app },
  {
    ...{ type: 'StepRequested', at: 3, action: 'a1', request: { step: 'restart', args: {} } },
    by: { kind: 'person', person: anna, place },
  } as IncidentEvent,
  { type: 'MitigationStarted', at: 4, action: 'a1', correlationId: 'c1' },
]

const opened = async (dataDir: string) => {
  const told: unknown[] = []
  const log = { info: () => undefined, error: (facts: unknown) => void told.push(facts) }
  return { ...(await openJournal({ dataDir, now: () => 1_000, log })), told }
}

/** An incident whose step runs and holds its app, as the runbook writes it. */
const written = async (): Promise<string> => {
  const dataDir = await directory()
  const { journal, close } = await opened(dataDir)
  const incident = foldEvents(running) as Incident
  const claim = { owner: 'a1', keys: claimedKeysOf(incident) }
  const index = streamIndexOf(incident)
  await journal.append({ stream: 'INC-1', expectedVersion: 0, events: running, claim, index })
  await close()
  return dataDir
}

const tables = ['streams', 'places', 'deadlines', 'claims'] as const

const contents = async (dataDir: string, tamper = ''): Promise<object> => {
  const database = await openSqlite(join(dataDir, 'journal.db'))
  database.exec(tamper)
  const found = tables.map((table) => database.prepare(`select * from ${table} order by 1, 2`).all())
  closeForWriting(database)
  return found.map((rows) =>
    (rows as { at?: number; owner?: string }[]).map((row) => ({ ...row, at: row.owner ? 0 : row.at })),
  )
}

describe('what only repeats the events, and no seal covers', () => {
  test('stays as the runbook wrote it', async () => {
    const dataDir = await written()
    const before = await contents(dataDir)
    const { close, told } = await opened(dataDir)
    await close()

    expect(told).toEqual([])
    expect(await contents(dataDir)).toEqual(before)
  })

  test.each([
    ['a claim removed, so that a second step could run', 'delete from claims'],
    ['a claim of somebody else put in its place', "update claims set owner = 'x'"],
    ['a claim on another app, so that nothing could run there', "insert into claims values ('/other', 'x', 1)"],
    ['an incident that would not be picked up', 'update streams set open = 0; delete from deadlines'],
    ['a deadline put off', 'update deadlines set at = at + 99999999'],
    ['an incident in another thread', "update places set place = place || 'x'"],
    ['an incident of another app', "update streams set app_id = 'other'"],
    ['a stream that is not listed', 'delete from places; delete from deadlines; delete from streams'],
    ['a number that would skip others', "insert into streams values ('INC-99', 99, 1, 'app')"],
  ])('%s: is made anew at the start, and said once', async (_, tamper) => {
    const dataDir = await written()
    const before = await contents(dataDir)
    expect(await contents(dataDir, tamper)).not.toEqual(before)

    const first = await opened(dataDir)
    await first.close()
    const again = await opened(dataDir)
    const other = { owner: 'a2', keys: claimedKeysOf(foldEvents(running) as Incident) }
    const busy = await again.journal.append({ stream: 'INC-2', expectedVersion: 0, events: [], claim: other })
    await again.close()

    expect(first.told).toEqual([
      { wrong: [expect.any(String), ...(first.told[0] as { wrong: string[] }).wrong.slice(1)] },
    ])
    expect(again.told).toEqual([])
    expect(busy).toEqual({ is: 'busy', owner: 'a1' })
    expect(await contents(dataDir)).toEqual(before)
  })
})
