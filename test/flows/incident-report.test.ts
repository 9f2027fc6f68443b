import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageText } from '../message-text.ts'
import { createFlow, type Flow, minute } from './flow.ts'

let flow: Flow
beforeAll(async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
})
afterAll(() => flow.stop())

const title = messageText('en', 'report.title', { id: 'INC-1', app: 'contoso-web' })
const firstPages = (): readonly string[] => [...flow.chat.shown.values()].filter((words) => words.startsWith(title))
const refusals = async () => (await flow.appmedic.journal.read('INC-1')).filter(({ event }) => event.type === 'Refused')

test('asked for in words it stands where people talk, and says that it is not over', async () => {
  await flow.chat.says('bram', 'report INC-1')
  await flow.settle()

  expect(firstPages()).toEqual([expect.stringContaining(messageText('en', 'report.ended.open'))])
})

test('once the incident is closed a card has the button, on platforms without links too', async () => {
  await flow.pass(minute)
  await flow.chat.clicks('ada', 'close-anyway', 'INC-1')
  await flow.settle()

  await flow.chat.clicks('bram', 'report', 'INC-1')
  await flow.settle()

  expect((await flow.incident()).cards.map(({ card }) => card)).toContain('report')
  expect(firstPages()).toHaveLength(2)
  expect(flow.troubles).toEqual([])
})

test('who may not read it here gets none, nor does a made-up number', async () => {
  const before = flow.chat.shown.size

  await flow.chat.clicks('mallory', 'report', 'INC-1')
  await flow.chat.clicks('bram', 'report', 'INC-99')
  await flow.chat.clicks('bram', 'report', 'INC-1; drop')
  await flow.chat.clicks('bram', 'report', 'INC-1', { place: { platform: 'slack', tenant: 't', channel: 'elsewhere' } })
  await flow.settle()

  expect(flow.chat.shown.size).toBe(before)
  expect(await refusals()).toEqual([])
})
