import { afterEach, beforeEach, expect, it } from 'vitest'
import { messageText } from '../message-text.ts'
import { createFlow, type Flow, proposedScale } from './flow.ts'

/** More instances on a database that is slow already: the verdict argues against it. */
let flow: Flow
beforeEach(async () => {
  flow = await createFlow({ faults: { 'contoso-web': 'slow-dependency' } })
  await proposedScale(flow)
})
afterEach(async () => {
  await flow.stop()
  expect(flow.troubles).toEqual([])
})

const refusals = async () =>
  (await flow.events()).flatMap((event) => (event.type === 'Refused' ? [event.refusal.reason] : []))

it('is approved in words with a reason, and told what lacks without one', async () => {
  await flow.chat.says('bram', 'approve INC-1')
  await flow.settle()

  expect((await flow.action()).advice).toMatchObject({ is: 'against', cause: 'slow-dependency' })
  expect(await refusals()).toEqual(['reason-needed'])
  expect(flow.chat.whispers.at(-1)).toContain(messageText('en', 'refusal.reason-needed', { letters: 10 }))

  await flow.chat.says('bram', 'approve INC-1 because the database has replicas, password=Hunter2hunter2')
  await flow.settle()

  const [approval] = (await flow.action()).approvals
  expect(approval?.reason).toContain('the database has replicas')
  expect(approval?.reason).not.toContain('Hunter2hunter2')
  expect(flow.simulator.writes()).toHaveLength(1)
})

it('is approved with its form, and by no click without', async () => {
  const { id } = await flow.action()
  await flow.chat.clicks('bram', 'approve', id)
  await flow.settle()
  expect(flow.simulator.writes()).toEqual([])

  await flow.chat.clicks('bram', 'approve', id, { values: { approvalReason: 'The database has replicas by now.' } })
  await flow.settle()

  expect(await refusals()).toEqual(['reason-needed'])
  expect(flow.simulator.writes()).toHaveLength(1)
})
