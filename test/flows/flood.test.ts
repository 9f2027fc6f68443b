import { afterEach, expect, it } from 'vitest'
import { inputLimits } from '../../src/runbook/input-limits.ts'
import { messageText } from '../message-text.ts'
import { createFlow, type Flow, minute, proposedScale } from './flow.ts'

let flow: Flow
afterEach(() => flow.stop())

const slowDown = messageText('en', 'card.notice.slow-down')
const toldToSlowDown = (): number => flow.chat.whispers.filter((words) => words === slowDown).length

it('one person sends 1,000 messages: told once, looks bounded, others are served and approve', async () => {
  flow = await createFlow()
  const action = await proposedScale(flow)

  for (let index = 0; index < 1_000; index += 1) {
    await flow.chat.says('chloe', 'contoso-web is 503ing')
    if (index % 100 === 0) await flow.settle()
  }
  await flow.settle()

  expect(toldToSlowDown()).toBe(1)
  const looks = (await flow.events()).filter((event) => event.type === 'ObservationStarted' && event.by?.id === 'chloe')
  expect(looks.length).toBeGreaterThan(0)
  expect(looks.length).toBeLessThanOrEqual(inputLimits.looksAtApp.most)
  const joined = (await flow.events()).filter((event) => event.type === 'IncidentJoined')
  expect(joined).toHaveLength(inputLimits.inputsByPerson.most)

  await flow.chat.clicks('bram', 'approve', action)
  await flow.settle()
  expect(flow.simulator.writes()).toHaveLength(1)
})

it('decisions of a person come through their own flood, and the rest again when the minute is over', async () => {
  flow = await createFlow()
  const action = await proposedScale(flow)
  for (let index = 0; index < 100; index += 1) await flow.chat.says('bram', 'help')
  const helped = flow.chat.whispers.length

  await flow.chat.says('bram', 'help')
  expect(flow.chat.whispers).toHaveLength(helped)
  await flow.chat.clicks('bram', 'approve', action)
  await flow.settle()
  expect(flow.simulator.writes()).toHaveLength(1)

  await flow.pass(minute)
  const before = flow.chat.whispers.length
  await flow.chat.says('bram', 'help')
  expect(flow.chat.whispers).toHaveLength(before + 1)
})
