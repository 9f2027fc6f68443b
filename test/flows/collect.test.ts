import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { steppedClock } from '../../src/clock/running-clock.ts'
import { composeAppmedic } from '../../src/compose.ts'
import type { ComposedDependencies } from '../../src/composition/platform-dependencies.ts'
import type { ReadingPolicy } from '../../src/incident/approval/policy.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { openJournal } from '../../src/journal/index.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { reported } from '../incident/story.ts'
import { messageText } from '../message-text.ts'
import { createFlow, type Flow } from './flow.ts'

const example = readPolicyFile(examplePolicyPath, { practice: true })
const everything: ReadingPolicy = { kudu: true, commands: true, dumps: ['lead'] }
const nothing: ReadingPolicy = { kudu: false, commands: false, dumps: [] }

const started = async (reading: ReadingPolicy): Promise<Flow> => {
  const flow = await createFlow({ faults: { 'contoso-web': 'memory-leak' }, policy: { ...example, reading } })
  await flow.chat.says('ada', 'contoso-web geeft een 503')
  await flow.settle()
  return flow
}

let flow: Flow

const ofType = async <T extends IncidentEvent['type']>(type: T) =>
  (await flow.events()).filter((event): event is Extract<IncidentEvent, { type: T }> => event.type === type)
const refusals = async (): Promise<readonly string[]> => (await ofType('Refused')).map(({ refusal }) => refusal.reason)
const evidenceOf = async (collector: string) =>
  (await flow.incident()).evidence.filter((item) => item.collector === collector)

const asks = async (who: string, collector: string): Promise<void> => {
  await flow.chat.clicks(who, 'collect', `INC-1/1/${collector}`)
  await flow.settle()
}

const proposed = async (collector: string): Promise<string> => {
  await asks('ada', collector)
  const { id, status, why } = await flow.action()
  if (status !== 'proposed') throw new Error(`${status}: ${JSON.stringify(why)}`)
  return id
}

describe('where the policy opts in', () => {
  beforeAll(async () => {
    flow = await started(everything)
  })
  afterAll(() => flow.stop())

  it('anybody of the channel has evidence collected by a button, and it stands who asked', async () => {
    await asks('dirk', 'event-log')

    expect((await ofType('CollectionStarted')).at(-1)).toMatchObject({ collectors: ['event-log'], by: { id: 'dirk' } })
    expect(await evidenceOf('event-log')).toMatchObject([{ fileName: 'event-log.txt', contentType: 'text/plain' }])
    expect((await flow.incident()).collecting).toEqual([])
    expect(flow.troubles).toEqual([])
  })

  it.each(['publish-profile', 'container-log'])(
    '%s, which is not there for this app, is refused in words',
    async (id) => {
      await asks('dirk', id)

      expect(flow.chat.whispers.at(-1)).toContain(messageText('en', 'refusal.no-collector'))
      expect(await evidenceOf(id)).toEqual([])
      const events = (await flow.appmedic.journal.entries(0, 500)).map(({ event }) => event)
      expect(events.at(-1)).toMatchObject({ type: 'Refused', refusal: { reason: 'no-collector', verb: 'collect' } })
    },
  )

  it('twice at once is collected once, and the second one hears so', async () => {
    flow.simulator.configure({ latencyInMs: 50 })

    await flow.chat.clicks('dirk', 'collect', 'INC-1/1/settings')
    await flow.chat.clicks('bram', 'collect', 'INC-1/1/settings')
    await flow.settle()

    flow.simulator.configure({})
    expect((await refusals()).at(-1)).toBe('under-way')
    expect(await evidenceOf('settings')).toHaveLength(1)
  })

  it.each([
    ['memory-dump', 5_000_000],
    ['mini-dump', expect.any(Number)],
  ])('a %s is proposed, approved by another, taken once and kept with its hash', async (step, sizeInBytes) => {
    flow.simulator.configure({ dumpSizeInBytes: 5_000_000 })
    const action = await proposed(step)
    const before = flow.simulator.writes().length

    await flow.chat.clicks('ada', 'approve', action)
    await flow.settle()
    expect((await flow.action()).status).toBe('proposed')
    await flow.chat.clicks('bram', 'approve', action)
    await flow.chat.clicks('chloe', 'approve', action)
    await flow.settle()

    expect((await flow.action()).status).toBe('collected')
    expect(await evidenceOf(step)).toMatchObject([
      { contentType: 'application/octet-stream', sizeInBytes, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    expect((await refusals()).slice(-2)).toEqual(['self', 'already'])
    expect(flow.simulator.writes()).toHaveLength(before)
    expect(flow.troubles).toEqual([])
  })

  it('a dump that breaks off and can’t be continued has failed, is not kept, and is not begun again', async () => {
    const cutAfter = { '/dump': { bytes: 1_000_000, times: 1 } }
    flow.simulator.configure({ dumpSizeInBytes: 6_000_000, ranges: false, cutAfter })
    const dump = await proposed('memory-dump')

    await flow.chat.clicks('bram', 'approve', dump)
    await flow.pass(60_000)

    const { status, why } = await flow.action()
    expect(status).toBe('failed')
    expect(why?.key).toMatch(/azure\.download-(not-resumable|changed)/)
    expect(await evidenceOf('memory-dump')).toHaveLength(1)
    expect([...flow.chat.shown.values()].join('\n')).toContain(messageText('nl', 'step.memory-dump.title'))
  })

  it('a dump cools nothing down: a step may follow at once', async () => {
    flow.simulator.configure({})
    await flow.chat.says('ada', 'restart contoso-web')
    await flow.settle()
    const restart = await flow.action()
    const before = (await refusals()).length

    await flow.chat.clicks('bram', 'approve', restart.id)
    await flow.settle()

    expect((await refusals()).slice(before)).toEqual([])
    expect((await flow.action()).status).toMatch(/accepted|verifying/)
  })
})

describe('where the policy leaves everything off', () => {
  beforeAll(async () => {
    flow = await started(nothing)
  })
  afterAll(() => flow.stop())

  it('nothing goes through Kudu: it is refused in words, recorded, and the words say how to opt in', async () => {
    await asks('dirk', 'event-log')

    expect(flow.chat.whispers.at(-1)).toContain(messageText('nl', 'refusal.no-kudu'))
    expect((await refusals()).at(-1)).toBe('no-kudu')
    expect(await evidenceOf('event-log')).toEqual([])
  })

  it('asked for in words, what needs no further word is taken', async () => {
    await flow.chat.says('ada', 'collect diagnostics INC-1')
    await flow.settle()

    const asked = (await ofType('CollectionStarted')).at(-1)
    expect(asked?.by?.id).toBe('ada')
    expect(asked?.collectors).toEqual(['processes', 'deployment-log', 'detectors', 'analyses'])
  })

  it('a mini dump, which goes through Kudu, is impossible', async () => {
    await asks('ada', 'mini-dump')

    expect(await flow.action()).toMatchObject({ status: 'impossible', why: { key: 'azure.kudu-off' } })
  })
})

it('a file that could not be redacted is handed to those whom the policy names, and to nobody else', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-rights-'))
  const journal = await openJournal({ dataDir, now: () => 1 })
  const put = (fileName: string, contentType: string) =>
    journal.evidence.put({ stream: 'INC-1', fileName, contentType, body: Buffer.from(fileName) })
  const [text, dump, zip] = await Promise.all([
    put('a.txt', 'text/plain'),
    put('a.dmp', 'application/octet-stream'),
    put('a.zip', 'application/zip'),
  ])
  await journal.journal.append({ stream: 'INC-1', expectedVersion: 0, events: reported().events })
  await journal.close()
  let room: ComposedDependencies | undefined
  const policy = { ...example, reading: { kudu: false, commands: false, dumps: ['lead'] } }
  const appmedic = await composeAppmedic({
    dataDir,
    clock: steppedClock(0),
    azure: { credential: practiceCredential, simulatorUrl: 'http://127.0.0.1:9' },
    policy: () => policy,
    language: 'en',
    timeZone: 'UTC',
    platforms: (given) => {
      room = given
      return []
    },
    ids: { action: () => 'a', correlation: () => 'c' },
    log: { info: () => undefined, error: () => undefined },
  })
  const fetched = async (id: string, who: string): Promise<string | undefined> => {
    const found = await room?.evidence(id, { platform: 'web', tenant: 'local', id: who, name: who })
    if (typeof found !== 'object') return found
    return 'fileName' in found ? found.fileName : 'erased'
  }

  expect(await fetched(text.id, 'dirk')).toBe('a.txt')
  expect(await fetched(dump.id, 'bram')).toBe('a.dmp')
  expect(await fetched(zip.id, 'chloe')).toBe('a.zip')
  for (const who of ['ada', 'dirk']) {
    expect(await fetched(dump.id, who)).toBe('withheld')
    expect(await fetched(zip.id, who)).toBe('withheld')
  }
  // Whoever may not read the incident learns of no file of it.
  for (const who of ['guest (not authenticated)', 'constructor']) {
    expect(await fetched(text.id, who)).toBeUndefined()
    expect(await fetched(dump.id, who)).toBeUndefined()
    expect(await room?.report('INC-1', { platform: 'web', tenant: 'local', id: who, name: who })).toBeUndefined()
  }
  await appmedic.stop()
  await rm(dataDir, { recursive: true })
})
