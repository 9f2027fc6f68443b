import { expect, it } from 'vitest'
import { createStage, type Stage } from '../../src/cli/drill/stage.ts'
import { examplePolicy, readPolicy } from '../../src/policy-file/index.ts'
import { createFlow } from './world.ts'

/** One incident on two platforms, on which Bram is one person. */
const twoPlatforms = async () => {
  const example = readPolicy(examplePolicy, { practice: true })
  const bram = { name: 'Bram', roles: ['lead'], slack: 'T1/U-BRAM' }
  const rules = example.rules.map((rule) => ({ ...rule, needed: 2 }))
  const policy = { ...example, rules, people: { ...example.people, bram } }
  let slack: Stage | undefined
  const flow = await createFlow({
    policy,
    more: (expand) => {
      slack = createStage(expand, { platform: 'slack', tenant: 'T1', channel: 'C1' })
      return [slack]
    },
  })
  if (slack === undefined) throw new Error('no second stage')
  return { flow, slack }
}

it('naming an incident elsewhere brings it there; one decision, every card in step, one vote a person', async () => {
  const { flow, slack } = await twoPlatforms()
  await flow.stage.says('ada', 'scale contoso-web to 5 instances')
  await flow.settle()
  await slack.says('U-BRAM', 'INC-1')
  await flow.settle()
  expect([...slack.shown.values()]).toEqual([...flow.stage.shown.values()])
  const { id } = await flow.action()

  await slack.clicks('U-BRAM', 'approve', id)
  await flow.stage.clicks('bram', 'approve', id)
  expect((await flow.events()).at(-1)).toMatchObject({ refusal: { reason: 'duplicate' } })

  await flow.stage.clicks('chloe', 'approve', id)
  await flow.settle()
  expect((await flow.action()).status).toBe('accepted')
  expect(flow.simulator.writes()).toHaveLength(1)
  expect([...slack.shown.values()]).toEqual([...flow.stage.shown.values()])
  await flow.stop()
})
