import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFlow, type Flow } from './flow.ts'

let flow: Flow
beforeAll(async () => {
  flow = await createFlow({ faults: {} })
})
afterAll(() => flow.stop())

const hour = 3_600_000

/** What can go back by itself does so after two hours, unless somebody says otherwise. */
const leaseOf = (text: string, step: string): number | undefined => {
  const hours = /(\d) (?:hours|uur)/.exec(text)?.[1]
  if (hours !== undefined) return Number(hours) * hour
  return /^scale-(?:out|up)$/.test(step) && !/for good|voorgoed/.test(text) ? 2 * hour : undefined
}

/** What is written, what is asked of the policy and of people then, and with which plan. */
it.each([
  ['restart contoso-web', 'restart', {}],
  ['scale contoso-web to 4 for 2 hours', 'scale-out', { workers: 4 }],
  ['schaal contoso-web op naar 4 instanties voor 2 uur', 'scale-out', { workers: 4 }],
  ['scale contoso-web to 4 instances for 4 hours', 'scale-out', { workers: 4 }],
  ['scale contoso-web to 4 instances for good', 'scale-out', { workers: 4 }],
  ['schaal contoso-web voorgoed op naar 4 instanties', 'scale-out', { workers: 4 }],
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
  expect(action.plan?.leaseInMs).toBe(leaseOf(text, step))
  expect(flow.simulator.writes()).toEqual([])
  await flow.pass(60_000)
})
