import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { createFakeChat, type FakeChat } from '../../src/cli/drill/fake-chat.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { steppedClock } from '../../src/clock/running-clock.ts'
import { composeAppmedic } from '../../src/compose.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import type { EventsTable } from '../../src/journal/journal-tables.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { forge, forgedRow } from '../journal/forger.ts'
import { messageText } from '../message-text.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const clock = steppedClock(Date.UTC(2026, 0, 15, 3, 0))
const minute = 60_000

const startBot = async ({ url: simulatorUrl }: Simulator, dataDir: string) => {
  const policy = readPolicyFile(examplePolicyPath, { practice: true })
  const logged: string[] = []
  let chat: FakeChat | undefined
  const appmedic = await composeAppmedic({
    dataDir,
    clock,
    azure: { credential: practiceCredential, simulatorUrl },
    policy: () => policy,
    language: 'en',
    timeZone: 'UTC',
    practice: { speed: 1 },
    platforms: ({ expand }) => {
      chat = createFakeChat(expand)
      return [chat]
    },
    ids: { action: randomUUID, correlation: randomUUID },
    deadline: clock.deadline,
    log: { info: () => undefined, error: (_, message) => void logged.push(message) },
  })
  const resumed = await appmedic.start()
  await appmedic.runbook.idle()
  if (chat === undefined) throw new Error('no chat was built')
  return { ...appmedic, chat, logged, resumed }
}

/** As the policy's approvers would have done it, in a stream whose step waits for them. */
const approve = (rows: readonly EventsTable[]): readonly EventsTable[] => {
  const stream = rows.filter((row) => row.stream === 'INC-1')
  const last = stream.at(-1)
  const proposed = stream.map(({ data }) => JSON.parse(data) as IncidentEvent).find(isProposal)
  if (last === undefined || proposed === undefined) throw new Error('no step waits')
  const { action, hash } = proposed
  const at = last.at
  const approvals = ['bram', 'chloe'].map(
    (person): IncidentEvent => ({
      type: 'ApprovalGiven',
      at,
      action,
      by: { platform: 'web', tenant: 'local', id: person, name: person },
      person,
      hash,
    }),
  )
  const forged: readonly IncidentEvent[] = [...approvals, { type: 'ActionApproved', at, action }]
  return [...rows, ...forged.map((event, index) => forgedRow(last, last.version + 1 + index, event))]
}

const isProposal = (event: IncidentEvent): event is Extract<IncidentEvent, { type: 'ActionProposed' }> =>
  event.type === 'ActionProposed'

it('an approval written into the file runs nothing, and everybody who speaks hears that the journal is broken', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-forged-'))
  const simulator = await startSimulator({ seed: 7, clock, faults: { 'contoso-web': 'cpu-saturation' } })
  stops.push(
    () => rm(dataDir, { recursive: true }),
    () => simulator.stop(),
  )
  const before = await startBot(simulator, dataDir)
  await before.chat.says('ada', 'contoso-web is 503ing')
  await before.runbook.idle()
  await before.chat.says('ada', 'restart it')
  await before.runbook.idle()
  await before.stop()

  await forge(dataDir, ({ rows, rewrite }) => rewrite(approve(rows())))

  const after = await startBot(simulator, dataDir)
  stops.push(() => after.stop())
  clock.advanceTo(clock.now() + 5 * minute)
  await after.runbook.idle()
  expect(simulator.writes()).toEqual([])
  expect(after.resumed).toBe(0)
  await after.chat.says('ada', 'status')
  await after.runbook.idle()
  expect(after.chat.whispers.at(-1)).toContain(messageText('en', 'refusal.journal-broken'))
  expect(after.logged).toEqual([expect.stringContaining('The journal is not as it was written')])
})
