import { afterAll, beforeAll, expect, it } from 'vitest'
import { plantedSecrets, slackWebhookUrl } from '../../simulator/estate/planted-secrets.ts'
import { createFlow, type Flow } from './flow.ts'

let flow: Flow
beforeAll(async () => {
  flow = await createFlow({ faults: {} })
})
afterAll(() => flow.stop())

it('a secret in a tag of the plan is sent back to Azure, and stands in no journal: there it is bound by its hash', async () => {
  await flow.chat.says('ada', 'scale contoso-web to 4')
  await flow.settle()
  await flow.chat.clicks('bram', 'approve', (await flow.action()).id)
  await flow.settle()

  const { status, plan } = await flow.action()
  expect(['started', 'accepted', 'verifying']).toContain(status)
  expect(plan?.state['plan.tags']).toMatch(/^sha256:[0-9a-f]{64}$/)
  const journaled = JSON.stringify(await flow.events())
  expect(journaled).not.toContain(slackWebhookUrl())
  expect(journaled).not.toContain(plantedSecrets.email)
  expect(flow.simulator.writes().map(({ body }) => (body as { tags?: object } | undefined)?.tags)).toEqual([
    { costCenter: '4711', owner: plantedSecrets.email, alarms: slackWebhookUrl() },
  ])
})
