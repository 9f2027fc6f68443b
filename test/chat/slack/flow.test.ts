import { afterEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/index.ts'
import { createSlackChat, type SlackChat } from '../../../src/chat/slack/index.ts'
import { practiceCredential } from '../../../src/cli/practice-environment.ts'
import { type SteppedClock, steppedClock } from '../../../src/clock/running-clock.ts'
import { type Appmedic, composeAppmedic } from '../../../src/compose.ts'
import { foldEvents } from '../../../src/incident/evolve.ts'
import type { Incident } from '../../../src/incident/incident.ts'
import { parsePolicy } from '../../../src/policy-file/index.ts'
import { messageText } from '../../message-text.ts'
import { click, command, event, form, mentionPair, type Payload, written } from './payloads.ts'
import { type Posted, people, type Slack, startSlack, type Who } from './slack.ts'
import { hurriedTime, type Logged, optionsFor, type Time } from './world.ts'

const minute = 60_000

const policyOf = (team: string): string => `
people:
  ada: { name: Ada de Vries, roles: [oncall, lead], slack: ${team}/${people.ada.id} }
  bram: { name: Bram Jansen, roles: [oncall, lead], slack: ${team}/${people.bram.id} }
  chloe: { name: Chloé Martin, roles: [lead], slack: ${team}/${people.chloe.id} }
rules:
  - { name: all, approvers: [lead], needed: 1, requesterCounts: false, expiresIn: 30m, coolDown: 0m }
`

const pageLinks = {
  report: (incident: string) => `https://appmedic.example.com/reports/${incident}`,
  evidence: (id: string) => `/evidence/${id}`,
}

interface Flow {
  readonly slack: Slack
  readonly clock: SteppedClock
  readonly time: Time
  readonly simulator: Simulator
  readonly logged: readonly Logged[]
  incident(): Promise<Incident>
  send(payload: Payload): Promise<void>
  click(who: Who, message: Posted, actionId: RegExp, state?: Payload): Promise<void>
  command(who: Who, text: string): Promise<void>
  /** Time goes by, in the world that is looked at. */
  pass(inMs: number): Promise<void>
  stop(): Promise<void>
}

/** `pages`: people read reports on pages of our own; without them nobody can sign in anywhere. */
const createFlow = async (pages = true): Promise<Flow> => {
  const time = hurriedTime()
  const slack = await startSlack(time.now)
  const clock = steppedClock(Date.UTC(2026, 0, 15, 3, 0))
  const simulator = await startSimulator({ seed: 7, clock, faults: { 'contoso-web': 'cpu-saturation' } })
  const logged: Logged[] = []
  let ids = 0
  const newId = (): string => {
    ids += 1
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }
  const chats: SlackChat[] = []
  const appmedic: Appmedic = await composeAppmedic({
    dataDir: ':memory:',
    clock,
    azure: { credential: practiceCredential, simulatorUrl: simulator.url },
    deadline: clock.deadline,
    policy: () => parsePolicy(policyOf(slack.team), 'policy.yaml', { practice: false }),
    language: 'en',
    timeZone: 'UTC',
    ...(pages ? { links: pageLinks } : {}),
    platforms: ({ expand, say }) => {
      chats.push(createSlackChat({ ...optionsFor(slack, time, logged), expand, say }))
      return chats
    },
    ids: { action: newId, correlation: newId },
    log: { info: () => undefined, error: (details, message) => void logged.push({ level: 'error', message, details }) },
  })
  await appmedic.start()
  const [chat] = chats
  if (chat === undefined) throw new Error('no Slack')

  const settle = async (): Promise<void> => {
    await chat.idle()
    await appmedic.runbook.idle()
    await chat.idle()
  }
  const deliver = async (body: string, type?: string): Promise<void> => {
    const answer = await chat.webhookEndpoints?.[0]?.serve(slack.signed(body, type === undefined ? {} : { type }))
    expect(answer?.status).toBe(200)
    await settle()
  }
  const asForm = 'application/x-www-form-urlencoded'

  return {
    slack,
    clock,
    time,
    simulator,
    logged,
    incident: async () => {
      const found = foldEvents((await appmedic.journal.read('INC-1')).map((entry) => entry.event))
      if (found === undefined) throw new Error('there is no INC-1')
      return found
    },
    send: (payload) => deliver(JSON.stringify(payload)),
    click: (who, message, actionId, state) => deliver(form(click(slack, who, message, actionId, state)), asForm),
    command: (who, text) => deliver(command(slack, who, text), asForm),
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
      await slack.stop()
    },
  }
}

let flow: Flow
afterEach(async () => {
  expect(flow.slack.breaches).toEqual([])
  await flow.stop()
})

/** Without the posts beside them, which have one line. */
const cards = () => flow.slack.messages.filter(({ blocks }) => blocks.length > 2)
const card = (index: number): Posted => {
  const found = cards()[index]
  if (found === undefined) throw new Error(`there is no card ${index}`)
  return found
}
const whispersTo = (who: Who) =>
  flow.slack.whispers.filter(({ user }) => user === people[who].id).map(({ text }) => text)
const reported = async (): Promise<void> => {
  for (const payload of mentionPair(flow.slack, 'ada', 'contoso-web is 503ing')) await flow.send(payload)
}

it('an incident goes from a mention to verified recovery, four eyes and all', async () => {
  flow = await createFlow()
  await reported()
  expect(cards()).toHaveLength(1)
  expect((await flow.incident()).verdict?.causes[0]?.cause).toBe('cpu-saturation')
  expect(card(0).text).toMatch(/^🔴 INC-1 contoso-web/)
  expect(JSON.stringify(card(0).blocks)).toContain('"slack_file"')

  const lease = {
    'input:leaseHours': { 'input:leaseHours': { type: 'static_select', selected_option: { value: '2' } } },
  }
  await flow.click('ada', card(0), /^propose#/, lease)
  const proposal = card(1)
  expect(proposal.thread).toBe(card(0).ts)
  expect(proposal.text).toContain(messageText('en', 'status.action.proposed'))

  await flow.click('ada', proposal, /^approve/)
  await flow.click('mallory', proposal, /^approve/)
  expect(flow.simulator.writes()).toEqual([])
  expect(whispersTo('ada')).toHaveLength(1)
  expect(whispersTo('mallory')).toHaveLength(1)
  await flow.click('bram', proposal, /^approve/)
  await flow.pass(30 * minute)
  await flow.click('chloe', proposal, /^approve/)

  expect(whispersTo('chloe')[0]).toContain('Bram Jansen')
  const { actions } = await flow.incident()
  expect(actions[0]).toMatchObject({
    status: 'recovered',
    approvals: [{ person: 'bram' }],
    by: { person: { id: 'U0ADA' } },
  })
  expect(flow.simulator.writes()).toHaveLength(1)
  expect(card(1).text).toMatch(/^🟢/)
  expect(card(1).text).toContain(messageText('en', 'status.action.recovered'))
  expect(JSON.stringify(card(1).blocks)).not.toContain('approve#')
  expect(cards()).toHaveLength(2)

  await flow.click('ada', card(0), /^close#/)
  expect((await flow.incident()).closed?.outcome).toBe('recovered')
  expect(JSON.stringify(card(0).blocks)).toContain('https://appmedic.example.com/reports/INC-1')
  expect(flow.logged).toEqual([])
})

it('the same by command and typed words, in Dutch, and nobody is answered who spoke to others', async () => {
  flow = await createFlow()
  await flow.send(event(flow.slack, written(flow.slack, 'bram', 'who is up for lunch?')))
  expect(flow.slack.calls.filter(({ method }) => method.startsWith('chat.'))).toEqual([])
  await flow.command('chloe', 'contoso-web geeft een 503')
  await flow.command('chloe', 'schaal contoso-web op naar 6 instanties')
  await flow.command('chloe', 'approve INC-1')
  expect(flow.simulator.writes()).toEqual([])
  const thread = card(0).ts
  await flow.send(mentionPair(flow.slack, 'bram', 'approve', { thread_ts: thread })[1])
  await flow.pass(30 * minute)

  expect(card(0).text).toMatch(/^🔴|^🟠|^🟢/)
  expect(whispersTo('chloe').join()).toContain(messageText('nl', 'refusal.self'))
  expect((await flow.incident()).actions[0]?.status).toBe('recovered')
  // Between and below the cards stand the lines that tell her what came of what she wrote.
  expect(
    cards()
      .map(({ text }) => text)
      .join(),
  ).toContain(messageText('nl', 'status.action.recovered'))
})

it('Slack is down for a minute in the middle: the decision counts, and its cards catch up without a second one', async () => {
  flow = await createFlow()
  const { slack, time } = flow
  let ends = time.now() + minute
  let kind = 0
  const troubles = [{ status: 500 }, { status: 429, retryAfter: 7 }, 'lost', 'hang up'] as const
  slack.misbehave = (method) => {
    if (time.now() >= ends || !method.startsWith('chat.')) return undefined
    kind += 1
    return troubles[kind % troubles.length]
  }
  await reported()
  expect(cards()).toHaveLength(1)
  await flow.click('ada', card(0), /^propose#/)
  ends = time.now() + minute
  await flow.click('bram', card(1), /^approve/)
  await flow.pass(30 * minute)

  expect(kind).toBeGreaterThan(8)
  expect(cards()).toHaveLength(2)
  expect(card(1).text).toContain(messageText('en', 'status.action.recovered'))
  const posted = (await flow.incident()).cards.filter(({ card: name }) => !name.startsWith('post:'))
  expect(posted).toHaveLength(2)
  expect(flow.simulator.writes()).toHaveLength(1)
})

describe('the whole report, where nobody can sign in', () => {
  it.each([
    ['ada', 'report INC-1', 'en'],
    ['chloe', 'rapport INC-1', 'nl'],
  ] as const)('goes to %s, who asks, as a file in a direct message, in their language', async (who, asks, language) => {
    flow = await createFlow(false)
    await reported()

    for (const payload of mentionPair(flow.slack, who, asks)) await flow.send(payload)

    const direct = `D${people[who].id.slice(1)}`
    const [file, ...others] = flow.slack.shared
    expect(others).toEqual([])
    expect(file).toMatchObject({ channel: direct, title: 'INC-1.html' })
    const words = flow.slack.messages.filter(({ channel }) => channel === direct).map(({ text }) => text)
    expect(words).toEqual([messageText(language, 'report.whole.file', { id: 'INC-1' })])
    expect(file?.text).toContain(`<html lang="${language}"`)
    expect(file?.text).toContain('contoso-web')
    expect(JSON.stringify(flow.slack.messages.map(({ blocks }) => blocks))).toContain(
      messageText(language, 'report.whole.sent'),
    )
  })

  it('goes to nobody who may not read it', async () => {
    flow = await createFlow(false)
    await reported()

    for (const payload of mentionPair(flow.slack, 'mallory', 'report INC-1')) await flow.send(payload)

    expect(flow.slack.shared).toEqual([])
  })

  it('is no file where people have pages, and no other file ever is one', async () => {
    flow = await createFlow()
    await reported()
    for (const asks of ['report INC-1', 'send me the event log of INC-1', 'send me the memory dump of INC-1'])
      for (const payload of mentionPair(flow.slack, 'ada', asks)) await flow.send(payload)

    expect(flow.slack.shared).toEqual([])
  })
})
