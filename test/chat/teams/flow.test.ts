import { afterEach, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/index.ts'
import { createTeamsChat } from '../../../src/chat/teams/index.ts'
import type { ChatPlatform } from '../../../src/chat/types.ts'
import { practiceCredential } from '../../../src/cli/practice-environment.ts'
import { type SteppedClock, steppedClock } from '../../../src/clock/running-clock.ts'
import { type Appmedic, composeAppmedic } from '../../../src/compose.ts'
import { foldEvents } from '../../../src/incident/evolve.ts'
import type { Incident } from '../../../src/incident/incident.ts'
import { parsePolicy } from '../../../src/policy-file/index.ts'
import { messageText } from '../../message-text.ts'
import { type Card, startTeamsCloud, type TeamsCloud } from './cloud.ts'
import { invoke, mention, overheard, type Payload, people, submit, type Who } from './payloads.ts'
import { hurriedTime, optionsFor } from './world.ts'

const minute = 60_000

const policyOf = (tenant: string): string => `
people:
  ada: { name: Ada de Vries, roles: [oncall, lead], entra: ${tenant}/${people.ada.aadObjectId} }
  bram: { name: Bram Jansen, roles: [oncall, lead], entra: ${tenant}/${people.bram.aadObjectId} }
  chloe: { name: Chloé Martin, roles: [lead], entra: ${tenant}/${people.chloe.aadObjectId} }
rules:
  - { name: all, approvers: [lead], needed: 1, requesterCounts: false, expiresIn: 30m, coolDown: 0m }
`

interface Flow {
  readonly appmedic: Appmedic
  readonly cloud: TeamsCloud
  readonly clock: SteppedClock
  readonly simulator: Simulator
  readonly troubles: readonly { readonly message: string }[]
  incident(): Promise<Incident>
  send(payload: Payload): Promise<{ readonly status: number; readonly value: string }>
  settle(): Promise<void>
  pass(inMs: number): Promise<void>
  stop(): Promise<void>
}

const createFlow = async (): Promise<Flow> => {
  const time = hurriedTime()
  const cloud = await startTeamsCloud(time.now)
  const clock = steppedClock(Date.UTC(2026, 0, 15, 3, 0))
  const simulator = await startSimulator({ seed: 7, clock, faults: { 'contoso-web': 'cpu-saturation' } })
  const logged: { level: string; message: string; details: object }[] = []
  let chat: ChatPlatform | undefined
  const underWay = new Set<Promise<void>>()
  const during = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => underWay.delete(tracked))
    underWay.add(tracked)
    return tracked
  }
  let ids = 0
  const newId = (): string => {
    ids += 1
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }
  const appmedic = await composeAppmedic({
    dataDir: ':memory:',
    clock,
    azure: { credential: practiceCredential, simulatorUrl: simulator.url },
    deadline: clock.deadline,
    policy: () => parsePolicy(policyOf(cloud.tenantId), 'policy.yaml', { practice: false }),
    language: 'en',
    timeZone: 'UTC',
    platforms: ({ expand }) => {
      const teams = createTeamsChat({ ...optionsFor(cloud, time, logged), expand })
      chat = teams
      return [
        {
          ...teams,
          start: (accept) => teams.start(async (input) => ({ handled: during((await accept(input)).handled) })),
        },
      ]
    },
    ids: { action: newId, correlation: newId },
    log: { info: () => undefined, error: (details, message) => void logged.push({ level: 'error', message, details }) },
  })
  await appmedic.start()
  const settle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay)
    await appmedic.runbook.idle()
  }
  return {
    appmedic,
    cloud,
    clock,
    simulator,
    troubles: logged,
    settle,
    incident: async () => {
      const found = foldEvents((await appmedic.journal.read('INC-1')).map(({ event }) => event))
      if (found === undefined) throw new Error('there is no INC-1')
      return found
    },
    send: async (payload) => {
      const headers = { authorization: `Bearer ${cloud.token()}` }
      const answer = await chat?.webhookEndpoints?.[0]?.serve({ headers, body: Buffer.from(JSON.stringify(payload)) })
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve))) // a message is worked on after its answer
      await settle()
      const { value = '' } = JSON.parse(answer?.body ?? '{}') as { value?: string }
      return { status: answer?.status ?? 0, value }
    },
    pass: async (inMs) => {
      const end = clock.now() + inMs
      for (let next = clock.next(); next !== undefined && next <= end; next = clock.next()) {
        clock.advanceTo(next)
        await settle()
      }
      clock.advanceTo(end)
      await settle()
    },
    stop: async () => {
      await appmedic.stop()
      await simulator.stop()
      await cloud.stop()
    },
  }
}

let flow: Flow
afterEach(() => flow.stop())

interface Button {
  readonly card: string
  readonly verb: string
  readonly data: Payload
}

/** The buttons that stand in the conversation now. */
const buttons = (): readonly Button[] =>
  flow.cloud.messages.flatMap(({ id, body }) => {
    const found: Button[] = []
    JSON.stringify(body.attachments[0]?.content, (_key, node: unknown) => {
      const { type, verb, data } = (node ?? {}) as { type?: string; verb?: string; data?: Payload }
      if (type === 'Action.Execute' && verb !== undefined && data !== undefined) found.push({ card: id, verb, data })
      return node
    })
    return found
  })

const button = (verb: string): Button => {
  const found = buttons().find((one) => one.verb === verb)
  if (found === undefined) throw new Error(`no card has a button ${verb}`)
  return found
}

const click = (who: Who, verb: string, thread: string) =>
  flow.send(invoke(flow.cloud, who, { ...button(verb), thread }))

const shown = (): string => JSON.stringify(flow.cloud.messages.map(({ body }) => body.summary))

const received = messageText('en', 'teams.received')

it('an incident goes from a mention to verified recovery, four eyes and all', async () => {
  flow = await createFlow()
  const report = mention(flow.cloud, 'ada', 'contoso-web is 503ing')
  const thread = String(report.id)
  await flow.send(report)
  expect((await flow.incident()).verdict?.causes[0]?.cause).toBe('cpu-saturation')

  expect(await click('ada', 'propose', thread)).toEqual({ status: 200, value: received })
  const approve = button('approve')
  const approveAs = (who: Who) => flow.send(invoke(flow.cloud, who, { ...approve, thread }))

  expect((await approveAs('ada')).value).toContain(messageText('en', 'refusal.self'))
  expect((await approveAs('mallory')).value).toContain(messageText('en', 'refusal.not-permitted'))
  expect(flow.simulator.writes()).toEqual([])
  expect((await approveAs('bram')).value).toBe(received)
  await flow.pass(30 * minute)
  expect((await approveAs('chloe')).value).toContain('Bram Jansen')

  expect((await flow.incident()).actions[0]?.status).toBe('recovered')
  expect(flow.simulator.writes()).toHaveLength(1)
  expect(shown()).toContain(messageText('en', 'status.action.recovered'))
  expect(buttons().filter(({ verb }) => verb === 'approve')).toEqual([])
  expect(new Set(flow.cloud.messages.map(({ conversation }) => conversation)).size).toBe(1)
  expect(flow.cloud.messages.every(({ body }) => isWhole(body.attachments[0]?.content))).toBe(true)
  expect(flow.troubles).toEqual([])
})

const isWhole = (card: Card | undefined): boolean => card?.type === 'AdaptiveCard' && card.version === '1.5'

it('the same with an old client and typed words, in Dutch, and nobody is answered who spoke to others', async () => {
  flow = await createFlow()
  const report: Payload = { ...mention(flow.cloud, 'ada', 'contoso-web geeft een 503'), locale: 'nl-NL' }
  const thread = String(report.id)
  await flow.send(overheard(flow.cloud, 'bram', 'who is up for lunch?'))
  expect(flow.cloud.messages).toEqual([])
  await flow.send(report)
  const propose = button('propose')
  await flow.send(submit(flow.cloud, 'ada', { verb: 'propose', ...propose.data }, thread))
  await flow.send({ ...mention(flow.cloud, 'ada', 'approve INC-1', thread), locale: 'nl-NL' })
  const refusal = flow.cloud.messages.at(-1)
  await flow.send(mention(flow.cloud, 'bram', 'approve INC-1', thread))
  await flow.pass(30 * minute)

  expect(refusal?.body.text).toBe('<at>Ada de Vries</at>')
  expect(refusal?.body.summary).toContain(messageText('nl', 'refusal.self'))
  expect((await flow.incident()).actions[0]?.status).toBe('recovered')
  expect(shown()).toContain(messageText('nl', 'status.action.recovered'))
})

it('Teams answers 429 and 500 for a minute: no card is lost or doubled, and all catch up', async () => {
  flow = await createFlow()
  const report = mention(flow.cloud, 'ada', 'contoso-web is 503ing')
  let wrong = 0
  flow.cloud.misbehave = () => {
    wrong += 1
    return wrong <= 12 ? { status: wrong % 3 === 0 ? 500 : 429, retryAfter: 5 } : undefined
  }
  await flow.send(report)
  await flow.pass(2 * minute)
  await click('ada', 'propose', String(report.id))
  await flow.pass(minute)

  const summaries = flow.cloud.messages.map(({ body }) => body.summary)
  const cards = (await flow.incident()).cards.map(({ card, ref }) => ({ card, id: ref.activity ?? ref.id }))
  expect(wrong).toBeGreaterThan(12)
  expect(new Set(summaries).size).toBe(summaries.length)
  expect(
    cards.map(({ card }) => card.replace(/^action:.*/, 'action')).filter((card) => !card.startsWith('post:')),
  ).toEqual(['incident', 'action'])
  expect(flow.cloud.messages.map(({ id }) => id)).toContain(button('approve').card)
})

it('of what is overheard only what is acted upon has the roster asked, and nobody whom the policy names', async () => {
  flow = await createFlow()
  const { cloud } = flow

  await flow.send(overheard(cloud, 'mallory', 'lunch at twelve?'))
  await flow.send(overheard(cloud, 'ada', 'contoso-api is down'))
  const before = [...cloud.rosterRequests]
  await flow.send(overheard(cloud, 'mallory', 'contoso-web is down'))

  expect([before, cloud.rosterRequests]).toEqual([[], [people.mallory.aadObjectId]])
})
