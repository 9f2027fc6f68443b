import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFlow, type Flow, proposedScale } from './flow.ts'

/** In words; what buttons do stands in approval-table.test.ts, on every platform. */
let flow: Flow

beforeEach(async () => {
  flow = await createFlow()
  await proposedScale(flow)
})

afterEach(async () => {
  await flow.stop()
  expect(flow.troubles).toEqual([])
})

const refusals = async () =>
  (await flow.events()).flatMap((event) => (event.type === 'Refused' ? [event.refusal.reason] : []))

const runs = async () => (await flow.events()).filter(({ type }) => type === 'MitigationStarted').length

it('typed words take the same way as the button', async () => {
  await flow.chat.says('dirk', 'approve INC-1')
  await flow.chat.says('bram', 'approve INC-1')
  await flow.settle()

  expect(await refusals()).toEqual(['not-permitted'])
  expect(await runs()).toBe(1)
})

it('its requester is refused, by click and in words, though an approver otherwise', async () => {
  await flow.chat.says('bram', 'restart contoso-web')
  await flow.settle()
  await flow.chat.clicks('bram', 'approve', (await flow.action()).id)
  await flow.settle()

  expect(await refusals()).toEqual(['self'])
  expect(flow.simulator.writes()).toEqual([])
})
