import { afterEach, beforeEach, expect, it } from 'vitest'
import { messagePattern, messageText } from '../message-text.ts'
import { createFlow, type Flow, minute, proposedScale } from './flow.ts'

let flow: Flow
beforeEach(async () => {
  flow = await createFlow()
})
afterEach(() => flow.stop())

it('an expired step is proposed again by one button, for whoever presses, on new state', async () => {
  const expired = await proposedScale(flow)
  await flow.pass(40 * minute)
  expect((await flow.action()).status).toBe('expired')

  await flow.chat.clicks('chloe', 'ask-again', expired)
  await flow.settle()

  const again = await flow.action()
  expect(again).toMatchObject({ status: 'proposed', request: { step: 'scale-out', args: { workers: 5 } } })
  expect(again.id).not.toBe(expired)
  expect(again.by).toMatchObject({ person: { id: 'chloe' } })
  expect(flow.simulator.writes()).toEqual([])
})

const closing = ['close', 'close-anyway', 'keep-open', 'reopen'] as const
const isClosed = async (): Promise<boolean> => (await flow.incident()).closed !== undefined
const answeredQuestion = (how: 'closed' | 'kept', who: string): string =>
  messageText('en', `talk.close.answered.${how}`, { incident: 'INC-1', app: 'contoso-web', who })
const questions = (): readonly string[] => {
  const answered = [answeredQuestion('closed', 'Ada'), answeredQuestion('kept', 'Ada')]
  return [...flow.chat.shown.values()].filter((text) => answered.includes(text))
}
const saysLast = (): string => [...flow.chat.shown.values()].at(-1) ?? ''

it('closing while it burns asks once, by button, and says how badly it failed', async () => {
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()

  await flow.chat.clicks('ada', closing[0], 'INC-1')
  const { closeAsked, closed } = await flow.incident()
  expect([closeAsked?.by.id, closed]).toEqual(['ada', undefined])
  expect(saysLast()).toMatch(messagePattern('en', 'talk.close.anyway'))

  await flow.chat.clicks('ada', closing[2], 'INC-1')
  expect(await isClosed()).toBe(false)
  expect(saysLast()).toBe(messageText('en', 'talk.close.kept', { incident: 'INC-1', app: 'contoso-web' }))

  expect(questions()).toEqual([answeredQuestion('kept', 'Ada')])

  await flow.chat.clicks('ada', closing[2], 'INC-1')
  expect(flow.chat.whispers.at(-1)).toMatch(messagePattern('en', 'refusal.kept-open'))

  await flow.chat.clicks('ada', closing[1], 'INC-1')
  expect(await isClosed()).toBe(false)
  expect(saysLast()).toMatch(messagePattern('en', 'talk.close.anyway'))

  await flow.chat.clicks('ada', closing[1], 'INC-1')
  expect(questions()).toEqual([answeredQuestion('kept', 'Ada'), answeredQuestion('closed', 'Ada')])
  const ended = (await flow.incident()).closed
  expect(ended).toMatchObject({ outcome: 'failing', failing: { of: 'errors' } })
  expect(ended?.failing?.value).toBeGreaterThan(1)
})

it.each([
  ['close INC-1', 'keep it open', 'yes'],
  ['sluit INC-1', 'nee', 'ja'],
])('“%s”, “%s”: a later “%s” and a second close are no answer to that question', async (close, no, yes) => {
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  await flow.chat.says('ada', close)
  await flow.chat.says('ada', no)
  await flow.pass(minute)

  await flow.chat.says('ada', yes)
  await flow.chat.clicks('ada', closing[0], 'INC-1')

  expect(await isClosed()).toBe(false)
  expect((await flow.incident()).closeAsked?.keptOpenBy).toBeUndefined()
})

it.each([
  ['close INC-1', 'yes'],
  ['close INC-1', 'close it anyway'],
  ['sluit INC-1', 'toch sluiten'],
  ['sluit INC-1', 'ja'],
])('“%s”, then “%s”', async (close, answer) => {
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  await flow.chat.says('ada', close)
  expect(await isClosed()).toBe(false)

  await flow.chat.says('ada', answer)

  expect((await flow.incident()).closed?.outcome).toBe('failing')
})

it('a closed incident is reopened by button and in words, and is live again', async () => {
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  for (const word of ['reopen INC-1', 'heropen INC-1 alsjeblieft', undefined]) {
    await flow.chat.clicks('ada', closing[1], 'INC-1')
    expect(await isClosed()).toBe(true)
    if (word === undefined) await flow.chat.clicks('dirk', closing[3], 'INC-1')
    else await flow.chat.says('dirk', word)
    await flow.settle()

    expect(await isClosed()).toBe(false)
    expect(await flow.appmedic.journal.openStreams()).toContain('INC-1')
    expect((await flow.incident()).verdictRound).toBe((await flow.incident()).observation?.round)
    await flow.pass(minute)
  }
})

it('points to the incident that was opened for the same app since', async () => {
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()
  await flow.chat.clicks('ada', closing[1], 'INC-1')
  await flow.chat.says('ada', 'contoso-web is 503ing')
  await flow.settle()

  await flow.chat.says('ada', 'reopen INC-1')

  expect(await isClosed()).toBe(true)
  expect(saysLast()).toBe(messageText('en', 'talk.reopen.open', { incident: 'INC-2', app: 'contoso-web' }))
})

it('closing what somebody waits for asks what becomes of it', async () => {
  await proposedScale(flow)
  await flow.chat.clicks('ada', closing[0], 'INC-1')
  expect(saysLast()).toMatch(messagePattern('en', 'talk.close.withdraw'))
  expect((await flow.action()).status).toBe('proposed')

  await flow.chat.clicks('ada', closing[1], 'INC-1')

  expect((await flow.action()).status).toBe('withdrawn')
  expect(await isClosed()).toBe(true)
})
