import { afterEach, expect, it } from 'vitest'
import { createFlow, type Flow, minute, proposedScale } from './flow.ts'

let flow: Flow
afterEach(() => flow.stop())

it('what was approved waits while Azure is too busy to be looked at, then runs once', async () => {
  flow = await createFlow()
  const action = await proposedScale(flow)
  flow.simulator.configure({ throttled: true })
  await flow.chat.clicks('bram', 'approve', action)
  await flow.settle()
  expect((await flow.action()).status).toBe('approved')
  expect(flow.simulator.writes()).toEqual([])

  flow.simulator.configure({})
  await flow.pass(2 * minute)

  expect(flow.simulator.writes().map(({ method }) => method)).toEqual(['PUT'])
})

it('what was approved is given up when Azure stays too busy past its expiry', async () => {
  flow = await createFlow()
  const action = await proposedScale(flow)
  flow.simulator.configure({ throttled: true })
  await flow.chat.clicks('bram', 'approve', action)

  await flow.settle()
  flow.clock.advanceTo(flow.clock.now() + 31 * minute)
  await flow.settle()

  expect((await flow.action()).status).toBe('voided')
  expect(flow.simulator.writes()).toEqual([])
})

it('a setting with a secret in it is left to people, and the secret is nowhere in the journal', async () => {
  flow = await createFlow({ faults: {} })
  const app = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/contoso-rg'
  const path = `${app}/providers/Microsoft.Web/sites/contoso-web/config/web?api-version=2023-12-01`
  const secret = `/healthz?code=${'aB3'.repeat(14)}`
  await fetch(`${flow.simulator.url}${path}`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer other', 'content-type': 'application/json' },
    body: JSON.stringify({ properties: { healthCheckPath: secret } }),
  })
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  const place = (await flow.incident()).places[0]
  const person = (await flow.incident()).by
  if (place === undefined) throw new Error('no place')

  await flow.appmedic.runbook.request('INC-1', { person, place }, { step: 'health-check', args: { path: '/ready' } })
  await flow.settle()

  expect((await flow.action()).why?.key).toBe('step.impossible.holds-secrets')
  expect(JSON.stringify(await flow.events())).not.toContain('aB3aB3aB3')
})
