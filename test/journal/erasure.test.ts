import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { OpenedJournal } from '../../src/journal/index.ts'
import { type JournalVerification, readKeyFile, readWitness, verifyChain } from '../../src/journal/index.ts'
import { openSqlite } from '../../src/journal/sqlite-engine.ts'
import { directory, journalIn } from './temporary-journals.ts'

const secret = 'hunter2 "q"\n!'
const order = { text: secret, by: 'root', reason: 'a password was pasted' }
const anna = { platform: 'web', tenant: 'local', id: 'anna', name: 'Anna' }
const place = { platform: 'web', tenant: 'local', channel: 'incidents' }

const opened = (incident: string, text: string): IncidentEvent => ({
  type: 'IncidentOpened',
  at: 1,
  incident,
  by: anna,
  text,
  symptom: 'slow',
  codes: [],
  language: 'en',
  place,
})

const joined = (text: string): IncidentEvent => ({ type: 'IncidentJoined', at: 2, by: anna, place, text })

const request = { step: 'restart', args: {} }
const requested: IncidentEvent = {
  type: 'StepRequested',
  at: 3,
  action: 'a1',
  request,
  by: { kind: 'person', person: anna, place },
}

const append = async ({ journal }: OpenedJournal, stream: string, events: readonly IncidentEvent[]): Promise<void> => {
  const expectedVersion = (await journal.read(stream)).length
  expect((await journal.append({ stream, expectedVersion, events })).is).toBe('appended')
}

const eventsOf = async ({ journal }: OpenedJournal, stream: string): Promise<readonly IncidentEvent[]> =>
  (await journal.read(stream)).map(({ event }) => event)

/** Two incidents, a file of each, and a message of the web chat: all with the secret in them. */
const filled = async (dataDir: string): Promise<OpenedJournal> => {
  const all = await journalIn(dataDir)
  await append(all, 'INC-1', [opened('INC-1', `it is ${secret} down`), joined('clean'), requested])
  await append(all, 'INC-2', [opened('INC-2', 'fine'), joined(`${secret}${secret}`)])
  for (const [stream, contentType] of [
    ['INC-1', 'text/plain'],
    ['INC-2', 'application/octet-stream'],
  ] as const) {
    const body = Buffer.from(`${'x'.repeat(300_000)}${secret}`)
    const file = await all.evidence.put({ stream, fileName: 'app.log', contentType, body })
    const evidence = { ...file, collector: 'application-log' }
    await append(all, stream, [{ type: 'EvidenceCollected', at: 4, evidence }])
  }
  await all.transcript.append({ id: 'm1', channel: 'incidents', card: { body: [`say ${secret}`] } })
  return all
}

const verified = async (dataDir: string): Promise<JournalVerification> =>
  verifyChain(dataDir, {
    keys: await readKeyFile(join(dataDir, 'journal.key')),
    witness: await readWitness(join(dataDir, 'journal.key.witness')),
  })

/** Every file of the directory, as bytes. */
const bytesIn = async (dataDir: string): Promise<string> => {
  const names = await readdir(dataDir, { recursive: true })
  const paths = names.map((name) => join(dataDir, name))
  const files = await Promise.all(
    paths.map(async (path) => ((await stat(path)).isFile() ? await readFile(path, 'latin1') : '')),
  )
  return files.join('\n')
}

describe('erasing', () => {
  test('a plan names entries with their fields, files and messages, what stays, and changes nothing', async () => {
    const dataDir = await directory()
    const all = await filled(dataDir)

    const plan = await all.erasure.plan({ text: secret, stream: 'INC-1' })

    expect(plan).toMatchObject({
      entries: [{ seq: 1, stream: 'INC-1', version: 1, type: 'IncidentOpened', fields: ['text'] }],
      messages: 1,
      obstacles: [],
    })
    // The second row names the same bytes.
    expect(plan.files.map(({ stream, fileName }) => `${stream} ${fileName}`)).toEqual([
      'INC-1 app.log',
      'INC-2 app.log',
    ])
    expect(plan.left).toEqual(['INC-2 holds it, too: it was not asked for.'])
    expect(await eventsOf(all, 'INC-1')).toContainEqual(opened('INC-1', `it is ${secret} down`))
  })

  test('takes it out of every event, file, message and byte, and the chain holds', async () => {
    const dataDir = await directory()
    const all = await filled(dataDir)
    const before = foldEvents(await eventsOf(all, 'INC-1'))

    const done = await all.erasure.erase(order)

    expect(done).toMatchObject({ entries: [{ seq: 1 }, { seq: 5 }], messages: 1, left: [] })
    expect(await eventsOf(all, 'INC-2')).toContainEqual(joined('[erased][erased]'))
    expect(await all.transcript.list('incidents', 9)).toEqual([
      { id: 'm1', channel: 'incidents', card: { body: ['say [erased]'] } },
    ])
    const after = foldEvents(await eventsOf(all, 'INC-1'))
    expect(after?.text).toBe('it is [erased] down')
    expect(after?.actions).toEqual(before?.actions)
    const [file] = done.files
    expect(await all.evidence.get(file?.id ?? '')).toBeUndefined()
    expect(await all.evidence.streamOfErased(file?.id ?? '')).toBe(file?.stream)
    expect(await all.evidence.streamOfErased('another')).toBeUndefined()
    const bytes = await bytesIn(dataDir)
    expect(bytes).not.toContain('hunter2')
    await all.close()
    expect(await verified(dataDir)).toMatchObject({
      holds: true,
      faults: [],
      erased: 2,
      evidence: { missing: [], changed: [], left: [], erased: [{ fileName: 'app.log' }, { fileName: 'app.log' }] },
    })
  })

  test('says in the chain who erased what, and why, and not what it was', async () => {
    const dataDir = await directory()
    const all = await filled(dataDir)
    await all.erasure.erase(order)

    const events = await eventsOf(all, 'INC-1')

    const erasures = events.filter(({ type }) => type === 'PayloadErased' || type === 'EvidenceErased')
    expect(erasures).toMatchObject([
      { by: 'root', reason: order.reason, entry: { seq: 1, version: 1 } },
      { by: 'root', reason: order.reason, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
  })

  test('survives a restart, twice is harmless, and what was erased can be erased further', async () => {
    const dataDir = await directory()
    const first = await filled(dataDir)
    await first.erasure.erase(order)
    await first.close()
    const all = await journalIn(dataDir)
    const count = (await all.journal.entries(0, 99)).length

    await all.erasure.erase(order)
    expect(await all.journal.entries(0, 99)).toHaveLength(count)

    await all.erasure.erase({ ...order, text: 'it is' })
    expect(foldEvents(await eventsOf(all, 'INC-1'))?.text).toBe('[erased] [erased] down')
    expect(await bytesIn(dataDir)).not.toContain('it is')
    await all.close()
    expect(await verified(dataDir)).toMatchObject({ holds: true, faults: [] })
    const again = await journalIn(dataDir)
    expect(foldEvents(await eventsOf(again, 'INC-1'))?.text).toBe('[erased] [erased] down')
  })

  test('is appended to and read on as before', async () => {
    const all = await filled(await directory())
    await all.erasure.erase(order)

    await append(all, 'INC-1', [joined('later')])

    expect((await eventsOf(all, 'INC-1')).at(-1)).toEqual(joined('later'))
  })

  test.each([
    ['who it was', 'anna', 'by.id'],
    ['which step', 'restart', 'request.step'],
    ['which action', 'action-of-somebody', 'action'],
  ])('refuses what says %s, with a word about where, and changes nothing', async (_, text, field) => {
    const dataDir = await directory()
    const all = await filled(dataDir)
    await append(all, 'INC-1', [{ type: 'StepImpossible', at: 5, action: 'action-of-somebody', why: { key: 'no' } }])
    const before = await all.journal.entries(0, 99)

    const { obstacles } = await all.erasure.plan({ text })
    const refused = all.erasure.erase({ ...order, text })

    expect(obstacles.join()).toContain(field)
    await expect(refused).rejects.toThrow('Nothing was erased')
    expect(await all.journal.entries(0, 99)).toEqual(before)
  })

  test('refuses the plan of a step that is not over', async () => {
    const all = await filled(await directory())
    const args = { reason: `because of ${secret}` }
    await append(all, 'INC-2', [{ ...requested, request: { step: 'restart', args } } as IncidentEvent])

    const { obstacles } = await all.erasure.plan({ text: secret })

    expect(obstacles).toEqual([expect.stringContaining('the plan of restart, which is not over')])
  })

  test('refuses a text so short that it stands everywhere, and a reason that holds it', async () => {
    const all = await filled(await directory())

    await expect(all.erasure.plan({ text: 'an' })).rejects.toThrow('at least 4 characters')
    await expect(all.erasure.erase({ ...order, reason: `it was ${secret}` })).rejects.toThrow(
      'The reason holds the text',
    )
  })

  test('does not hide an entry that somebody changed, and halts instead', async () => {
    const dataDir = await directory()
    await (await filled(dataDir)).close()
    const database = await openSqlite(join(dataDir, 'journal.db'))
    const [trigger] = database.prepare(`select sql from sqlite_master where name = 'events_no_update'`).all()
    database.exec('drop trigger events_no_update')
    database.exec(`update events set data = replace(data, 'incidents', 'elsewhere') where seq = 1`)
    database.exec((trigger as { sql: string }).sql)
    database.close()
    const all = await journalIn(dataDir)

    await expect(all.erasure.erase(order)).rejects.toThrow('not as it was written')
  })

  test('names copies beside the journal that it does not touch', async () => {
    const dataDir = await directory()
    const all = await filled(dataDir)
    await writeFile(join(dataDir, 'journal.db.before-0002'), `old ${secret}`)

    const { left } = await all.erasure.erase(order)

    expect(left).toEqual([expect.stringContaining('journal.db.before-0002 holds it')])
  })

  test('removes at the next erasure what one that broke off has left on the disk', async () => {
    const dataDir = await directory()
    const all = await filled(dataDir)
    const [file] = (await all.erasure.plan(order)).files
    const path = join(dataDir, 'evidence', file?.sha256.slice(0, 2) ?? '', file?.sha256 ?? '')
    const bytes = await readFile(path)
    await all.erasure.erase(order)
    await writeFile(path, bytes)
    await all.close()
    expect((await verified(dataDir)).evidence?.left).toHaveLength(2)

    await (await journalIn(dataDir)).erasure.erase(order)

    await expect(stat(path)).rejects.toThrow('ENOENT')
  })
})
