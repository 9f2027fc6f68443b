import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFlow, type Flow, minute, proposedScale } from './world.ts'

let flow: Flow
let action: string

beforeEach(async () => {
  flow = await createFlow()
  action = await proposedScale(flow)
})

afterEach(async () => {
  await flow.stop()
  expect(flow.troubles).toEqual([])
})

const refusals = async () =>
  (await flow.events()).flatMap((event) => (event.type === 'Refused' ? [event.refusal.reason] : []))

const runs = async () => (await flow.events()).filter(({ type }) => type === 'MitigationStarted').length

it('fifty clicks of two approvers at once run it once, and everybody is answered', async () => {
  const clicks = Array.from({ length: 50 }, (_, index) =>
    flow.stage.clicks(index % 2 ? 'bram' : 'chloe', 'approve', action),
  )
  await Promise.all(clicks)
  await flow.settle()

  expect(await runs()).toBe(1)
  expect(flow.simulator.writes()).toHaveLength(1)
  expect(await refusals()).toEqual(Array.from({ length: 49 }, () => 'already'))
  expect(flow.stage.whispers).toHaveLength(49)
})

it('the same click delivered twice counts once, without a second answer', async () => {
  await flow.stage.clicks('bram', 'approve', action, { id: 'delivery-1' })
  await flow.stage.clicks('bram', 'approve', action, { id: 'delivery-1' })
  await flow.settle()

  expect(await runs()).toBe(1)
  expect(await refusals()).toEqual([])
})

it.each([
  ['somebody without the role', 'dirk', 'forbidden'],
  ['somebody whom the policy does not know', 'mallory', 'unknown-person'],
])('%s is refused in words, and it stands in the journal', async (_, who, reason) => {
  await flow.stage.clicks(who, 'approve', action)
  await flow.settle()

  expect(await refusals()).toEqual([reason])
  expect(flow.stage.whispers).toHaveLength(1)
  expect((await flow.action()).status).toBe('proposed')
  expect(flow.simulator.writes()).toEqual([])
})

it('a click in another channel is refused', async () => {
  await flow.stage.clicks('bram', 'approve', action, { place: { platform: 'web', tenant: 'local', channel: 'random' } })

  expect(await refusals()).toEqual(['foreign'])
})

it('an unknown id is refused, whether its incident exists or not', async () => {
  await flow.stage.clicks('bram', 'approve', 'INC-1.0000')
  await flow.stage.clicks('bram', 'approve', 'INC-99.0000')
  await flow.stage.clicks('bram', 'approve', '<script>')

  const entries = await flow.appmedic.journal.entries(0, 1000)
  const desk = entries.filter(({ event }) => event.type === 'Refused' && event.refusal.reason === 'unknown')
  expect(desk).toHaveLength(3)
  expect(flow.stage.whispers).toHaveLength(3)
})

it('an expired proposal is refused', async () => {
  await flow.pass(31 * minute)
  await flow.stage.clicks('bram', 'approve', action)
  await flow.settle()

  expect((await flow.action()).status).toBe('expired')
  expect(await refusals()).toEqual(['expired'])
  expect(flow.simulator.writes()).toEqual([])
})

it('is void when somebody scaled the plan between the card and the click', async () => {
  const { resource } = (await flow.action()).plan ?? { resource: '' }
  const url = `${flow.simulator.url}${resource}?api-version=2023-12-01`
  const headers = { authorization: 'Bearer somebody-else', 'content-type': 'application/json' }
  const plan = (await (await fetch(url, { headers })).json()) as { sku: object }
  const body = JSON.stringify({ ...plan, sku: { ...plan.sku, capacity: 4 } })
  expect((await fetch(url, { method: 'PUT', headers, body })).status).toBeLessThan(300)
  await flow.pass(5 * minute)

  await flow.stage.clicks('bram', 'approve', action)
  await flow.settle()

  const voided = await flow.action()
  expect(voided.status).toBe('voided')
  expect(voided.drift).toContainEqual({ of: 'workers', approved: '3', now: '4' })
  expect(flow.simulator.writes()).toHaveLength(1)
})

it('typed words take the same way as the button', async () => {
  await flow.stage.says('dirk', 'approve INC-1')
  await flow.stage.says('bram', 'approve INC-1')
  await flow.settle()

  expect(await refusals()).toEqual(['forbidden'])
  expect(await runs()).toBe(1)
})

it('its requester is refused, by click and in words, though an approver otherwise', async () => {
  await flow.stage.says('bram', 'restart contoso-web')
  await flow.settle()
  await flow.stage.clicks('bram', 'approve', (await flow.action()).id)
  await flow.settle()

  expect(await refusals()).toEqual(['self'])
  expect(flow.simulator.writes()).toEqual([])
})
