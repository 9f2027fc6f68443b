import { afterEach, expect, it } from 'vitest'
import { createFlow, type Flow, minute } from './flow.ts'

let flow: Flow | undefined
afterEach(() => flow?.stop())

it('the verdict of a second incident says that it is the second time, and is journaled so', async () => {
  flow = await createFlow()
  const { chat, appmedic } = flow
  await chat.says('ada', 'contoso-web is down')
  await flow.settle()
  await chat.clicks('ada', 'close-anyway', 'INC-1')
  await flow.pass(10 * minute)
  await chat.says('ada', 'contoso-web is down')
  await flow.settle()

  const pastIn = async (stream: string) =>
    (await appmedic.journal.read(stream)).flatMap(({ event }) =>
      event.type === 'VerdictReached' ? [event.verdict.past?.times] : [],
    )
  expect((await pastIn('INC-1')).at(-1)).toBeUndefined()
  expect((await pastIn('INC-2')).at(-1)).toBe(2)
})
