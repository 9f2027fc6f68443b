import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { plantedSecretList } from '../../simulator/estate/planted-secrets.ts'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { renderBlocks } from '../../src/chat/slack/blocks/index.ts'
import type { ChatPlatform } from '../../src/chat/types.ts'
import { createWebChat } from '../../src/chat/web/index.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { steppedClock } from '../../src/clock/running-clock.ts'
import { collectors } from '../../src/collect/index.ts'
import { type Appmedic, composeAppmedic } from '../../src/compose.ts'
import type { ComposedDependencies } from '../../src/composition/platform-dependencies.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { noDeadline } from '../deadlines.ts'
import { messageText } from '../message-text.ts'

const minute = 60_000

/** One of each system and kind of failing; `APPMEDIC_BIG=1` plays every fault that there is. */
const everyday = {
  'contoso-web': 'crash-on-path',
  'contoso-api': 'container-blocked',
}
const estates: readonly Readonly<Record<string, string>>[] =
  process.env.APPMEDIC_BIG === '1'
    ? [
        everyday,
        { 'contoso-web': 'bad-deployment', 'contoso-api': 'slow-dependency', 'contoso-shop': 'memory-too-small' },
        { 'contoso-web': 'thread-exhaustion', 'contoso-api': 'snat-exhaustion', 'contoso-shop': 'memory-leak' },
        { 'contoso-web': 'hung-process', 'fabrikam-portal': 'bad-instance', 'fabrikam-hobby': 'plan-quota' },
        { 'contoso-web': 'two-at-once', 'contoso-admin': 'app-stopped', 'contoso-blog': 'cold-start' },
        { 'contoso-web': 'cpu-saturation', 'contoso-api': 'azure-outage', 'contoso-shop': 'healthy' },
        { 'contoso-admin': 'noisy-neighbour', 'contoso-blog': 'config-change' },
      ]
    : [everyday]

interface Bench {
  readonly appmedic: Appmedic
  readonly simulator: Simulator
  readonly clock: ReturnType<typeof steppedClock>
  readonly dataDir: string
  /** Everything that went out to anybody: cards in both forms, summaries, words, log lines. */
  readonly told: string[]
  readonly room: ComposedDependencies
}

const open: Bench[] = []
afterEach(async () => {
  for (const { appmedic, simulator, dataDir } of open.splice(0)) {
    await appmedic.stop()
    await simulator.stop()
    await rm(dataDir, { recursive: true })
  }
})

const openBench = async (faults: Readonly<Record<string, string>>): Promise<Bench> => {
  const clock = steppedClock(Date.UTC(2026, 0, 15, 10, 0))
  const simulator = await startSimulator({ seed: 7, clock, faults })
  simulator.configure({ dumpSizeInBytes: 3_000_000 })
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-canary-'))
  const told: string[] = []
  let room: ComposedDependencies | undefined
  let count = 0
  const next = (): string => String(++count).padStart(12, '0')
  const { people, ...example } = readPolicyFile(examplePolicyPath, { practice: true })
  const named = { ...people, eva: { name: 'Eva', roles: ['oncall'], identities: { slack: 'T1/U1' } } }
  const log = (facts: object, words: string): void =>
    void told.push(
      words,
      JSON.stringify(facts, (_, value) => (value instanceof Error ? `${value.stack}` : value)),
    )
  const appmedic = await composeAppmedic({
    dataDir,
    clock,
    azure: { credential: practiceCredential, simulatorUrl: simulator.url },
    deadline: noDeadline,
    policy: () => ({ ...example, people: named, reading: { kudu: true, commands: true, dumps: ['lead'] } }),
    language: 'en',
    timeZone: 'UTC',
    practice: { speed: 1 },
    links: { report: (incident) => `/reports/${incident}`, evidence: (id) => `/evidence/${id}` },
    platforms: (given) => {
      room = given
      return [webOf(given, clock.now, next), listenerOf(given, told)]
    },
    ids: { action: () => `${next()}${next()}`, correlation: () => `99999999-9999-4999-8999-${next()}` },
    log: { info: log, error: log },
  })
  await appmedic.start()
  if (room === undefined) throw new Error('no room')
  const bench = { appmedic, simulator, clock, dataDir, told, room }
  open.push(bench)
  return bench
}

/** The real web chat: its transcript is in the same file as the journal. */
const webOf = (
  { expand, transcript, report, evidence, mayReadPlace }: ComposedDependencies,
  now: () => number,
  newId: () => string,
): ChatPlatform =>
  createWebChat({
    host: '127.0.0.1',
    port: 0,
    people: [],
    practice: true,
    expand,
    painter: { paint: async () => new Uint8Array() },
    transcript,
    documents: { report, evidence },
    mayReadPlace,
    now,
    newId,
    examples: [],
    log: { warn: () => undefined, error: () => undefined },
  })

/** Takes every card as Teams would get it, and as Slack would. */
const listenerOf = ({ expand, say }: ComposedDependencies, told: string[]): ChatPlatform => {
  let count = 0
  const take = (view: Parameters<ComposedDependencies['expand']>[0]): void => {
    const card = expand(view, {})
    told.push(view.summary, JSON.stringify(card), JSON.stringify(view))
    told.push(
      JSON.stringify(renderBlocks(card, { summary: view.summary, say: say(view.language), pictures: {} }).blocks),
    )
  }
  return {
    name: 'slack',
    start: async () => undefined,
    post: async (place, view) => {
      take(view)
      count += 1
      return { ref: { id: String(count) }, thread: { ...place, thread: place.thread ?? '1' } }
    },
    update: async (_place, _ref, view) => take(view),
    whisper: async (_place, _person, view) => take(view),
    stop: async () => undefined,
  }
}
const incidentIn = async ({ appmedic }: Bench, id: string): Promise<Incident> => {
  const found = foldEvents((await appmedic.journal.read(id)).map((entry) => entry.event))
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

const webPerson = (who: string) => ({ platform: 'web', tenant: 'local', id: who, name: who })

/** From the report to the closing: looked at, everything collected, dumped, a step proposed and run. */
const playOut = async (bench: Bench, app: string, nth: number): Promise<Incident> => {
  const { appmedic, clock } = bench
  const id = `INC-${nth}`
  let count = 0
  const place = { platform: 'web', tenant: 'local', channel: 'incidents' }
  const input = () => ({ id: `${id}-${++count}`, place })
  const says = (text: string) =>
    appmedic.runbook.handle({ kind: 'message', ...input(), person: webPerson('ada'), text, addressed: true })
  const clicks = (who: string, verb: string, token: string) =>
    appmedic.runbook.handle({ kind: 'click', ...input(), person: webPerson(who), verb, token, values: {} })
  const approved = async (): Promise<void> => {
    await appmedic.runbook.idle()
    const action = (await incidentIn(bench, id)).actions.at(-1)
    if (action?.status === 'proposed') await clicks('bram', 'approve', action.id)
    await appmedic.runbook.idle()
  }

  await says(`${app} is 503ing`)
  await appmedic.runbook.idle()
  await appmedic.runbook.handle({
    kind: 'message',
    id: `${id}-elsewhere`,
    place: { platform: 'slack', tenant: 'T1', channel: 'C1' },
    person: { platform: 'slack', tenant: 'T1', id: 'U1', name: 'U1' },
    text: id,
    addressed: true,
  })
  await says(`collect diagnostics ${id}`)
  // The log stream listens for a minute of this clock, whenever it has begun.
  while ((await incidentIn(bench, id)).collecting.length > 0) {
    clock.advanceTo(clock.now() + 5_000)
    await delay(20)
  }
  await appmedic.runbook.idle()
  for (const dump of ['memory-dump', 'mini-dump']) {
    await clicks('ada', 'collect', `${id}/1/${dump}`)
    await approved()
  }
  await says(`restart ${app}`)
  await approved()
  clock.advanceTo(clock.now() + minute)
  await appmedic.runbook.idle()
  await clicks('ada', 'observe-again', id)
  await appmedic.runbook.idle()
  await clicks('ada', 'close', id)
  await appmedic.runbook.idle()
  return incidentIn(bench, id)
}

/** Files that are declared to hold what they hold: they can't be redacted, and few may fetch them. */
const declared = new Set(['application/octet-stream', 'application/zip'])

it.each(estates)(
  'of the secrets planted in the estate none is kept or told: %j',
  { timeout: 300_000 },
  async (faults) => {
    const bench = await openBench(faults)
    const incidents: Incident[] = []
    for (const app of Object.keys(faults)) incidents.push(await playOut(bench, app, incidents.length + 1))
    const evidence = incidents.flatMap((incident) => incident.evidence)
    const reports = await Promise.all(incidents.map(({ id }) => bench.room.report(id, webPerson('ada'))))
    const unread = new Set(evidence.filter(({ contentType }) => declared.has(contentType)).map(({ sha256 }) => sha256))

    const seen = [bench.told.join('\n'), ...reports.map(String), ...filesIn(bench.dataDir, unread)]

    const found = plantedSecretList.flatMap(({ name, value }) =>
      formsOf(value).flatMap((form) => (seen.some((text) => text.includes(form)) ? [name] : [])),
    )
    expect(found).toEqual([])
    // And all of it was really there to be found.
    const taken = new Set(evidence.map(({ collector }) => collector))
    const systems = new Set(incidents.map(({ app }) => app?.os))
    const wanted = collectors.filter(({ os }) => os === undefined || systems.has(os)).map(({ id }) => id)
    expect([...taken].sort()).toEqual([...wanted, 'memory-dump', 'mini-dump'].sort())
    expect(seen[0]).toContain(messageText('en', 'collect.environment.title'))
    expect(seen.join('').length).toBeGreaterThan(2_000_000)
    const raw = await Promise.all(
      evidence
        .filter(({ contentType }) => contentType === 'application/zip')
        .map(({ sha256 }) => readFile(join(bench.dataDir, 'evidence', sha256.slice(0, 2), sha256), 'latin1')),
    )
    expect(plantedSecretList.some(({ value }) => raw.some((text) => text.includes(value)))).toBe(true)
  },
)

const formsOf = (value: string): readonly string[] => [
  ...new Set([
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString('base64'),
  ]),
]

const filesIn = (folder: string, unread: ReadonlySet<string>): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !unread.has(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
