import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFlow, type Flow } from './flow.ts'

let flow: Flow
beforeAll(async () => {
  flow = await createFlow({ faults: {} })
})
afterAll(() => flow.stop())

/** What is written, what is asked of the policy and of people then, and with which plan. */
it.each([
  ['restart contoso-web', 'restart', {}],
  ['scale contoso-web to 4 for 2 hours', 'scale-out', { workers: 4 }],
  ['schaal contoso-web op naar 4 instanties voor 2 uur', 'scale-out', { workers: 4 }],
  ['scale up contoso-web to P2v3', 'scale-up', { sku: 'P2v3' }],
  ['scale up contoso-web to a bigger plan', 'scale-up', { sku: 'P2v3' }],
  ['turn on auto-heal for slow requests on contoso-web', 'auto-heal', { trigger: 'slow-requests' }],
  ['zet auto-heal aan voor contoso-web bij 500-fouten', 'auto-heal', { trigger: 'status-codes' }],
  ['swap back contoso-web', 'swap-back', { slot: 'staging' }],
  ['rol contoso-web terug naar de vorige versie', 'swap-back', { slot: 'staging' }],
])('%s: %s with %o waits for an approval', async (text, step, args) => {
  await flow.chat.says('ada', text)
  await flow.settle()

  const action = await flow.action()
  expect({ status: action.status, step: action.plan?.step, why: action.why }).toEqual({ status: 'proposed', step })
  expect(action.plan?.args).toEqual(args)
  expect(action.leaseInMs).toBe(/2 (hours|uur)/.test(text) ? 2 * 3_600_000 : undefined)
  expect(flow.simulator.writes()).toEqual([])
  await flow.pass(60_000)
})
