import { afterEach, expect, it } from 'vitest'
import { type Policy, rights } from '../../src/incident/approval/policy.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { messagePattern, messageText } from '../message-text.ts'
import { createFlow, type Flow, minute } from './flow.ts'

let flow: Flow
afterEach(() => flow.stop())

it('goes from a message to verified recovery', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()

  expect((await flow.incident()).verdict?.causes[0]?.cause).toBe('cpu-saturation')

  await flow.chat.clicks('ada', 'propose', 'INC-1/1/0')
  await flow.settle()
  await flow.chat.clicks('bram', 'approve', (await flow.action()).id)
  await flow.pass(30 * minute)

  expect((await flow.action()).status).toBe('recovered')
  expect(flow.simulator.writes()).toHaveLength(1)
  expect(flow.troubles).toEqual([])
})

it('asks which app is meant, and goes on with the answer', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'our site is down, 503 everywhere')
  await flow.settle()
  const { question } = await flow.incident()
  const app = question?.candidates.find(({ name }) => name === 'contoso-web')
  await flow.chat.clicks('ada', 'choose-app', 'INC-1', { values: { app: app?.id ?? '' } })
  await flow.settle()

  expect((await flow.incident()).verdict?.causes[0]?.cause).toBe('cpu-saturation')
})

it('another person answers which app, if they may ask for it; who may only read is refused, in words and by click', async () => {
  const example = readPolicyFile(examplePolicyPath, { practice: true })
  const permissions: Policy['permissions'] = [
    { roles: ['oncall', 'lead', 'owner'], may: rights },
    { anyone: ['member'], may: ['read'] },
  ]
  flow = await createFlow({ policy: { ...example, permissions } })
  await flow.chat.says('ada', 'our site is down, 503 everywhere')
  await flow.settle()
  const app = (await flow.incident()).question?.candidates.find(({ name }) => name === 'contoso-web')
  const toldBefore = flow.chat.whispers.length

  await flow.chat.says('mallory', 'contoso-web')
  await flow.chat.clicks('mallory', 'choose-app', 'INC-1', { values: { app: app?.id ?? '' } })
  await flow.settle()
  expect((await flow.incident()).app).toBeUndefined()
  const refused = messageText('en', 'refusal.not-permitted', { identity: 'local/mallory' })
  const told = flow.chat.whispers.slice(toldBefore)
  expect(told.map((words) => words.includes(refused))).toEqual([true, true])

  await flow.chat.says('bram', 'contoso-web')
  await flow.settle()
  expect((await flow.incident()).app?.name).toBe('contoso-web')
  expect(await flow.appmedic.journal.openStreams()).toEqual(['INC-1'])
})

it('a second report of the same app joins the first', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'contoso-web is down')
  await flow.settle()
  await flow.chat.says('bram', 'contoso-web geeft een 503')
  await flow.settle()

  expect(await flow.appmedic.journal.openStreams()).toEqual(['INC-1'])
  expect((await flow.events()).filter(({ type }) => type === 'IncidentJoined')).toHaveLength(1)
})

it('answers help, and what it does not understand, in the language of the person', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'help')
  await flow.chat.says('ada', 'wat eten we vanavond?')

  const told = [...flow.chat.whispers, ...flow.chat.shown.values()]
  // Whether it is asked back about or not understood at all is the model's to say.
  const notSure = ['talk.which-meaning', 'card.help.not-understood'].map((key) => messagePattern('nl', key).source)
  expect(told).toEqual([
    expect.stringContaining(messageText('en', 'card.help.title')),
    expect.stringMatching(new RegExp(notSure.join('|'))),
  ])
})

it('collects evidence by itself before a restart can destroy it', async () => {
  flow = await createFlow({ faults: { 'contoso-web': 'memory-leak' } })
  await flow.chat.says('ada', 'restart contoso-web')
  await flow.settle()
  await flow.chat.clicks('bram', 'approve', (await flow.action()).id)
  await flow.settle()

  const types = (await flow.events()).map(({ type }) => type)
  expect(types).toContain('EvidenceCollected')
  expect(types.lastIndexOf('EvidenceCollected')).toBeLessThan(types.indexOf('MitigationStarted'))
})

it('runs nothing and says so when the journal cannot be written', async () => {
  flow = await createFlow()
  await flow.appmedic.journal.close()
  await flow.chat.says('ada', 'contoso-web is 503ing')

  expect(flow.chat.whispers).toHaveLength(1)
  expect(flow.simulator.writes()).toEqual([])
})

it('scales out by as many as were asked for, whatever there are now', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'scale out contoso-web by 2 instances')
  await flow.settle()
  const { plan, request } = await flow.action()

  expect(request).toEqual({ step: 'scale-out', args: { more: 2 } })
  expect(plan?.args).toEqual({ workers: 5 })
})

it('takes back what ran, by a proposal of its own', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'scale contoso-web to 5 instances')
  await flow.settle()
  await flow.chat.clicks('bram', 'approve', (await flow.action()).id)
  await flow.pass(30 * minute)
  await flow.chat.clicks('bram', 'undo', (await flow.action()).id)
  await flow.settle()
  await flow.chat.clicks('bram', 'approve', (await flow.action()).id)
  await flow.settle()

  expect((await flow.action()).plan?.args).toEqual({ workers: 3 })
  expect((await flow.events()).at(-1)).toMatchObject({ type: 'Refused', refusal: { reason: 'self' } })
  expect(flow.simulator.writes()).toHaveLength(1)
})

it('refuses a button of a verdict that is no longer the latest', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  await flow.chat.clicks('ada', 'observe-again', 'INC-1')
  await flow.settle()
  await flow.chat.clicks('ada', 'propose', 'INC-1/1/0')

  expect((await flow.incident()).actions).toEqual([])
  expect(flow.chat.whispers).toHaveLength(1)
})

it('answers a click that has nothing left to do', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.chat.clicks('ada', 'observe-again', 'INC-1')

  expect(flow.chat.whispers).toEqual([messageText('en', 'card.notice.under-way')])
  await flow.settle()
})

it('ten people who report at once open one incident an app, and each is heard', async () => {
  flow = await createFlow()
  const apps = ['contoso-web', 'contoso-api']
  await Promise.all(Array.from({ length: 10 }, (_, n) => flow.chat.says('ada', `${apps[n % 2]} is down`)))
  await flow.settle()

  expect(await flow.appmedic.journal.openStreams()).toEqual(['INC-1', 'INC-2'])
  const entries = await flow.appmedic.journal.entries(0, 1000)
  expect(entries.filter(({ event }) => event.type === 'IncidentJoined')).toHaveLength(8)
  expect(flow.chat.whispers).toEqual([])
  expect(flow.troubles).toEqual([])
})

it('says which permission is missing when the apps cannot be listed', async () => {
  flow = await createFlow()
  flow.simulator.configure({ denied: ['*'] })
  await flow.chat.says('ada', 'contoso-web is 503ing')

  expect(flow.chat.whispers[0]).toMatch(/Microsoft\.\w+/)
})
