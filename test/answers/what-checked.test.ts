import { expect, test } from 'vitest'
import { messageOf } from '../../src/i18n/message.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { incidentOf, type StoryName } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (text: string, story: StoryName = 'judged', language: 'en' | 'nl' = 'en') =>
  (await ask('what-checked', text, incidentOf(story), { language })).slice(1)

const looked = 'Looked at 03:12 UTC, 3 min ago, at the time from 02:12 UTC to 03:12 UTC.'

test('when, which sources, and which permission was missing', async () => {
  expect(await lines('what did you look at?')).toEqual([
    looked,
    '4 of 5 sources answered: App, App metrics, Plan metrics, Recent changes.',
    expect.stringMatching(
      /^Not seen: Resource health\. Needed: Microsoft\.ResourceHealth.*Monitoring Reader has it\.$/,
    ),
  ])
})

test('asked for what was not seen, that comes first', async () => {
  expect((await lines('wat kon je niet zien', 'judged', 'nl'))[0]).toMatch(/^Niet gezien: Gezondheid van de resource\./)
  expect((await lines('what are your blind spots', 'over'))[0]).toMatch(/^Nothing was missing/)
})

test('asked for its age, only that', async () => {
  expect(await lines('how old is this info?')).toEqual([looked, expect.stringMatching(/three minutes late/)])
})

test('asked for what is ruled out, only that', async () => {
  expect((await lines('what did you rule out?', 'judged'))[0]).toBe('I have ruled out nothing yet.')
})

test('without an app nothing was looked at', async () => {
  expect((await lines('what did you check', 'asked'))[0]).toMatch(/^I have looked at nothing yet/)
})

test('a source that is named has its own answer, and the detectors lag', async () => {
  expect((await lines('did you read resource health?'))[0]).toMatch(/^Resource health: not read\. Needed/)
  expect((await lines('why do the detectors see nothing?'))[0]).toMatch(/lag 15 minutes/)
})

test('all that is ruled out by name, the strongest with their reasons', async () => {
  const ruledOut = ['memory-leak', 'disk-full', 'snat-exhaustion', 'crashing', 'azure-outage'].map((cause, weight) => ({
    ...{ cause, confidence: 0.1, evidence: [], missing: [] },
    against: [{ text: messageOf('test.text', { text: `against ${cause}` }), weight, probe: 'app' }],
  }))
  const { verdict, ...incident } = incidentOf('judged')
  const judged = { ...incident, verdict: { ...verdict, ruledOut } } as unknown as Incident

  const [, all, ...reasons] = await ask('what-checked', 'which other causes are out, and why not on the card', judged)

  expect(all).toMatch(/^Ruled out, all 5: /)
  expect(reasons[0]).toMatch(/^A card has room for a few only/)
  expect(reasons.slice(1)).toEqual([
    expect.stringContaining('against azure-outage'),
    expect.stringContaining('against crashing'),
    expect.stringContaining('against snat-exhaustion'),
  ])
})
