import { expect, test } from 'vitest'
import { incidentOf, type StoryName } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (story: StoryName, language: 'en' | 'nl' = 'en') =>
  (await ask('next-step', 'what now?', incidentOf(story), { language })).slice(1)

test('the safest step, its harm, that it waits for approval, and what else there is', async () => {
  expect(await lines('judged')).toEqual([
    'Safest: Restart instance RD501AC5B2A7F3. Least harm',
    'Hardly a visitor notices it; what is in memory is lost.',
    'It runs only after somebody who may has approved it; the proposal shows effects and cost first.',
    'Else: Scale out to 4 instances. More room',
  ])
})

test('what waits or runs comes first', async () => {
  expect((await lines('proposed'))[0]).toBe(
    '“Scale out to 4 instances” comes first. Read the proposal and approve or reject it.',
  )
  expect(await lines('verifying')).toEqual([
    '“Scale out to 4 instances” comes first. Wait: the limits are being watched.',
  ])
})

test('where nothing is clear, nothing is changed, and what would help to see is named', async () => {
  expect(await lines('unclear', 'nl')).toEqual([
    expect.stringMatching(/^Verander nog niets/),
    expect.stringMatching(/^Wat zou helpen om te zien: Gezondheid van de resource\./),
  ])
})

test('what is over or closed needs nothing', async () => {
  expect((await lines('over'))[0]).toBe('Nothing now: it is over.')
  expect((await lines('closed'))[0]).toMatch(/^Nothing\./)
})

test('a dump before or after, and whether to wait, are answered as asked', async () => {
  expect((await ask('next-step', 'dump first or restart first?', incidentOf('judged')))[1]).toMatch(/^Dump first if/)
  expect((await ask('next-step', 'kunnen we wachten?', incidentOf('judged'), { language: 'nl' }))[1]).toMatch(
    /^Wachten k/,
  )
})

test('what waits without being suggested is never put before the cure', async () => {
  const incident = incidentOf('proposed')
  const actions = incident.actions.map((action) => ({ ...action, request: { step: 'stop', args: {} } }))
  const [, first] = await ask('next-step', 'what now?', { ...incident, actions })
  expect(first).toMatch(/^Safest: /)
})

test('if the first step does not help: the next one, and what ends it for good', async () => {
  const asked = await ask('next-step', 'and if the restart does not help?', incidentOf('judged'))

  expect(asked.slice(1)).toEqual([
    'Then: Scale out to 4 instances. More room',
    expect.stringMatching(/^For good: autoscale/),
    expect.stringMatching(/^I also look again/),
  ])
})

test('what people would do themselves is weighed first', async () => {
  expect((await ask('next-step', 'shall we put in a NAT gateway now?', incidentOf('judged')))[1]).toMatch(
    /^A NAT gateway: not against “Out of CPU”/,
  )
})
