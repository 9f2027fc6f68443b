import { afterEach, beforeEach, expect, it } from 'vitest'
import { messageText } from '../message-text.ts'
import { createFlow, type Flow, minute, proposedScale } from './flow.ts'

let flow: Flow
let action: string

/** Sent, but the answer got lost, and Azure will not show its activity log. */
beforeEach(async () => {
  flow = await createFlow()
  action = await proposedScale(flow)
})

afterEach(async () => {
  await flow.stop()
  expect(flow.troubles).toEqual([])
})

const approveUnder = async (conditions: Parameters<Flow['simulator']['configure']>[0]): Promise<void> => {
  flow.simulator.configure(conditions)
  await flow.chat.clicks('bram', 'approve', action)
  await flow.settle()
}
const cardOf = (): string =>
  [...flow.chat.shown.values()].find((says) =>
    says.includes(messageText('en', 'step.scale-out.title', { workers: 5 })),
  ) ?? ''

it('an answer that got lost: found by our own id in the log, told as found, sent once', async () => {
  await approveUnder({ lost: ['^PUT '] })
  expect((await flow.action()).status).toBe('doubted')

  flow.simulator.configure({})
  await flow.pass(3 * minute)

  expect(await flow.action()).toMatchObject({ status: 'verifying', adopted: true })
  expect(flow.simulator.writes()).toHaveLength(1)
})

it('where Azure shows nothing, people are asked; who may approve settles it, and it is verified from there', async () => {
  await approveUnder({ lost: ['^PUT '] })
  flow.simulator.configure({ denied: ['Microsoft.Insights/eventtypes/*', 'Microsoft.Web/serverfarms/read'] })
  await flow.pass(21 * minute)
  expect((await flow.action()).status).toBe('handed-over')
  expect(cardOf()).toContain(messageText('en', 'status.action.handed-over'))

  await flow.chat.clicks('dirk', 'saw-it-ran', action)
  expect((await flow.action()).status).toBe('handed-over')
  flow.simulator.configure({})
  await flow.chat.clicks('bram', 'saw-it-ran', action)
  await flow.pass(20 * minute)

  expect((await flow.action()).status).toMatch(/^(recovered|not-recovered)$/)
  expect(flow.simulator.writes()).toHaveLength(1)
  expect(flow.chat.whispers.at(-1)).toContain(messageText('en', 'refusal.not-permitted'))
})
