import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { createFakeChat, type FakeChat } from '../../src/cli/drill/fake-chat.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { type SteppedClock, steppedClock } from '../../src/clock/running-clock.ts'
import { composeAppmedic } from '../../src/compose.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { pendingEffects } from '../../src/incident/pending-effects.ts'
import { openJournal, readKeyFile, readWitness, verifyChain } from '../../src/journal/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { createChannelMute } from '../../src/runbook/channel-mute.ts'
import { cardsOf } from '../../src/views/index.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'

/** Written by the program as it was at e899d80; how, stands in `record.mjs` beside it. */
const fixture = fileURLToPath(new URL('fixtures/v0.1/', import.meta.url))
const endOfRecording = Date.UTC(2026, 0, 15, 7, 36)
const minute = 60_000

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'appmedic-old-journal-'))
  await cp(join(fixture, 'evidence'), join(dataDir, 'evidence'), { recursive: true })
  await pipeline(
    createReadStream(join(fixture, 'journal.db.gz')),
    createGunzip(),
    createWriteStream(join(dataDir, 'journal.db')),
  )
})
afterEach(() => rm(dataDir, { recursive: true }))

interface OldJournal {
  readonly incidents: readonly Incident[]
  readonly events: (id: string) => readonly IncidentEvent[]
  readonly isMuted: (channel: string) => Promise<boolean>
}

const readOldJournal = async <Result>(look: (journal: OldJournal) => Promise<Result>): Promise<Result> => {
  const { journal, close } = await openJournal({ dataDir, now: () => endOfRecording })
  const entries = await journal.entries(0, 10_000)
  const events = (id: string) => entries.filter(({ stream }) => stream === id).map(({ event }) => event)
  const clock = { now: () => endOfRecording, at: () => () => undefined }
  const incidents = ['INC-1', 'INC-2', 'INC-3', 'INC-4'].map((id) => foldEvents(events(id)) as Incident)
  const mute = createChannelMute({ journal, clock })
  const isMuted = (channel: string) => mute.isMuted({ platform: 'web', tenant: 'local', channel })
  const result = await look({ incidents, events, isMuted })
  await close()
  return result
}

describe('a journal of version 0.1', () => {
  it('has an unbroken chain, and every file that it names', async () => {
    expect(await verifyChain(dataDir)).toMatchObject({
      holds: true,
      events: 312,
      streams: 15,
      evidence: { files: 13, missing: [], changed: [] },
    })
  })

  it('folds to the incidents that were in it', () =>
    readOldJournal(async ({ incidents }) => {
      const standing = incidents.map(({ id, closed, actions }) => ({
        [`${id} ${closed?.outcome ?? 'open'}`]: actions.map(({ request, status }) => `${request.step} ${status}`),
      }))

      expect(standing).toEqual([
        {
          'INC-1 not-recovered': [
            'scale-out recovered',
            'restart rejected',
            'scale-out impossible',
            'scale-in not-recovered',
          ],
        },
        {
          'INC-2 not-recovered': [
            'scale-out not-recovered',
            'scale-in not-recovered',
            'restart not-recovered',
            'memory-dump collected',
            'metric-alert done',
            'restart expired',
            'soft-restart withdrawn',
          ],
        },
        { 'INC-3 open': ['scale-out not-recovered', 'scale-up proposed', 'restart approved'] },
        { 'INC-4 open': [] },
      ])
    }))

  it('has looked whole, each time: nothing of it is looked at or weighed again', () =>
    readOldJournal(async ({ incidents }) => {
      const looked = incidents.filter(({ verdict }) => verdict !== undefined)
      expect(looked.length).toBeGreaterThan(0)
      for (const incident of looked) {
        expect(incident.observation).toMatchObject({ afterVerdict: [], weighed: 'whole' })
        const due = pendingEffects(incident).map(({ effect }) => effect.kind)
        expect(due).not.toContain('observe')
        expect(due).not.toContain('conclude')
      }
    }))

  it('keeps its texts for support among the files, and shows each card and report', () =>
    readOldJournal(async ({ incidents, events }) => {
      const context = { practice: true, steps, names: (key: string) => key, similarCauses: () => [] }
      for (const incident of incidents) {
        const say = loadTranslators('Europe/Amsterdam')(incident.language)
        expect(cardsOf(incident, say, context).length).toBeGreaterThan(0)
        expect(reportMarkdown(incident, events(incident.id), say)).not.toContain('undefined')
      }
      const files = incidents.map(({ evidence }) => evidence.map(({ fileName }) => fileName))
      expect(files[0]).toContain('support-request-INC-1-4.md')
      expect(files[1]).toContain('support-request-INC-2-5.md')
    }))

  it('remembers which channels were muted', () =>
    readOldJournal(async ({ isMuted }) => {
      expect(await isMuted('quiet-room')).toBe(true)
      expect(await isMuted('loud-room')).toBe(false)
      expect(await isMuted('incidents')).toBe(false)
    }))
})

describe('today’s program on a journal of version 0.1', () => {
  it('goes on where it was left, and leaves a journal that holds', async () => {
    const noted = await verifyChain(dataDir)
    if (!noted.holds) throw new Error('the fixture is broken')
    const clock = steppedClock(endOfRecording)
    const faults = { 'contoso-api': 'slow-dependency' }
    const simulator = await startSimulator({ seed: 7, clock, faults, historyInMs: 30 * minute })
    await leaveScaledOut(simulator)
    const bot = await startBot(simulator, clock)

    await bot.passTo(endOfRecording + minute)
    const resumed = await bot.incident('INC-3')
    const writesOf = (path: RegExp) => simulator.writes().filter((write) => path.test(write.path)).length
    expect(resumed.evidence.map(({ fileName }) => fileName)).toContain('support-request-INC-3-5.md')
    expect(resumed.awaitsSupportText).toBe(false)
    expect(writesOf(/\/restart$/)).toBe(1)

    // Its plan says nothing of capacity, so that nobody can foresee its return: it stays, and asks.
    const { id: leased = '', lease } = resumed.actions[0] ?? {}
    await bot.passTo((lease?.endsAt ?? 0) + 2 * minute)
    expect((await bot.incident('INC-3')).actions[0]?.lease).toMatchObject({ held: { times: 1 } })
    await bot.chat.clicks('chloe', 'return-lease', leased, { place: incidentsChannel })
    await bot.passTo(clock.now() + 2 * minute)
    const over = await bot.incident('INC-3')
    expect(over.actions.map(({ request, status }) => `${request.step} ${status}`)).toEqual([
      'scale-out not-recovered',
      'scale-up expired',
      expect.stringMatching(/^restart (not-)?recovered$/),
      'scale-in verifying',
    ])
    expect(over.actions[0]?.lease?.ended).toBe('returned')
    expect(writesOf(/\/restart$/)).toBe(1)

    await bot.chat.clicks('bram', 'close-anyway', 'INC-3', { place: incidentsChannel })
    await bot.chat.clicks('chloe', 'close', 'INC-4', { place: { ...incidentsChannel, channel: 'elsewhere' } })
    expect((await bot.incident('INC-3')).closed).toBeDefined()
    expect((await bot.incident('INC-4')).closed).toMatchObject({ outcome: 'abandoned' })
    await bot.stop()
    await simulator.stop()

    const proof = async () => ({
      noted: noted.head,
      keys: await readKeyFile(join(dataDir, 'journal.key')),
      witness: await readWitness(join(dataDir, 'journal.key.witness')),
    })
    expect(await verifyChain(dataDir, await proof())).toMatchObject({
      holds: true,
      evidence: { missing: [], changed: [] },
    })

    // What somebody wrote then, in an entry whose hash covers the words themselves.
    const text = 'contoso-api is slow'
    const opened = await openJournal({ dataDir, now: clock.now })
    const before = await opened.journal.read('INC-3')
    const { entries } = await opened.erasure.erase({ text, stream: 'INC-3', by: 'root', reason: 'asked for' })
    expect(entries.map(({ version, type }) => ({ version, type }))).toEqual([{ version: 1, type: 'IncidentOpened' }])
    const after = await opened.journal.read('INC-3')
    await opened.close()
    expect(after[0]).toMatchObject({ hash: before[0]?.hash, event: { text: '[erased]' } })
    expect(after.slice(1, before.length)).toEqual(before.slice(1))
    const erased = { holds: true, faults: [], erased: 1, evidence: { missing: [], changed: [] } }
    expect(await verifyChain(dataDir, await proof())).toMatchObject(erased)

    const again = await startSimulator({ seed: 7, clock, faults, historyInMs: 30 * minute })
    const restarted = await startBot(again, clock)
    await restarted.passTo(clock.now() + minute)
    expect(await restarted.incident('INC-3')).toMatchObject({ text: '[erased]', closed: {} })
    await restarted.stop()
    await again.stop()
    expect(await verifyChain(dataDir, await proof())).toMatchObject(erased)
  })
})

const incidentsChannel = { platform: 'web', tenant: 'local', channel: 'incidents' }

/** The estate as the old program left it: the plan of `contoso-api` has the three instances of the lease. */
const leaveScaledOut = async ({ url }: Simulator): Promise<void> => {
  const plan = await readOldJournal(async ({ incidents }) => incidents[2]?.actions[0]?.plan?.resource)
  const address = `${url}${plan}?api-version=2024-04-01`
  const headers = { authorization: 'Bearer somebody', 'content-type': 'application/json' }
  const found = (await (await fetch(address, { headers })).json()) as { readonly sku: object }
  const body = JSON.stringify({ ...found, sku: { ...found.sku, capacity: 3 } })
  expect((await fetch(address, { method: 'PUT', headers, body })).status).toBeLessThan(300)
}

const startBot = async ({ url: simulatorUrl }: Simulator, clock: SteppedClock) => {
  const chats: FakeChat[] = []
  const policy = readPolicyFile(examplePolicyPath, { practice: true })
  const appmedic = await composeAppmedic({
    dataDir,
    clock,
    azure: { credential: practiceCredential, simulatorUrl },
    policy: () => policy,
    language: 'en',
    timeZone: 'Europe/Amsterdam',
    practice: { speed: 1 },
    platforms: ({ expand }) => {
      chats.push(createFakeChat(expand))
      return chats
    },
    ids: { action: randomUUID, correlation: randomUUID },
    deadline: clock.deadline,
    log: { info: () => undefined, error: (facts) => expect.unreachable(JSON.stringify(facts)) },
  })
  await appmedic.start()
  const [chat] = chats
  if (chat === undefined) throw new Error('no chat was built')
  const settle = () => appmedic.runbook.idle()
  return {
    chat,
    stop: () => appmedic.stop(),
    incident: async (id: string): Promise<Incident> => {
      await settle()
      return foldEvents((await appmedic.journal.read(id)).map(({ event }) => event)) as Incident
    },
    passTo: async (when: number): Promise<void> => {
      await settle()
      for (let next = clock.next(); next !== undefined && next <= when; next = clock.next()) {
        clock.advanceTo(next)
        await settle()
      }
      clock.advanceTo(when)
      await settle()
    },
  }
}
