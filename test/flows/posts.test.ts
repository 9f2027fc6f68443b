import { afterEach, expect, it } from 'vitest'
import { messagePattern } from '../message-text.ts'
import { createFlow, type Flow, minute, proposedScale } from './flow.ts'

let flow: Flow
afterEach(() => flow.stop())

const told = (key: string): readonly string[] =>
  [...flow.chat.shown.values()].filter((words) => messagePattern('en', key).test(words))
const posted = async (kind: string): Promise<number> =>
  (await flow.incident()).cards.filter(({ card }) => card.startsWith(`post:${kind}`)).length

it('a verdict, an approval asked for, a run and a recovery are each told once, with who must act', async () => {
  flow = await createFlow()
  const action = await proposedScale(flow)
  const asked = told('post.approval')
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatch(/^Bram Jansen, .*: contoso-web/)
  expect(asked[0]).not.toMatch(/Ada/)
  expect(await posted('verdict')).toBe(1)

  await flow.chat.clicks('bram', 'approve', action)
  await flow.chat.clicks('chloe', 'approve', action)
  await flow.pass(20 * minute)

  expect((await flow.action()).status).toBe('recovered')
  expect(told('post.run.person')).toHaveLength(1)
  expect(told('post.outcome.recovered')).toHaveLength(1)
  await flow.appmedic.runbook.reload(['INC-1'])
  await flow.settle()
  expect([told('post.approval').length, told('post.outcome.recovered').length]).toEqual([1, 1])
  expect(flow.troubles).toEqual([])
})

it('a look that confirms the former says nothing, and old news is none', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  const before = await posted('verdict')
  await flow.chat.clicks('ada', 'observe-again', 'INC-1')
  await flow.settle()

  expect([before, await posted('verdict')]).toEqual([1, 1])
})

it('a muted channel gets its cards, and no message beside them', async () => {
  flow = await createFlow()
  await flow.chat.says('ada', 'please be quiet here')
  await proposedScale(flow)

  expect(await posted('')).toBe(0)
})
