import { expect, test } from 'vitest'
import { minute, reportedAt } from '../views/basics.ts'
import { incidentOf, type StoryName } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (story: StoryName, now?: number, language: 'en' | 'nl' = 'en') =>
  (await ask('since', 'since when', incidentOf(story), { language, ...(now === undefined ? {} : { now }) })).slice(1)

test('when it began comes first, and how long ago that is', async () => {
  expect(await lines('judged')).toEqual(['Since 02:55 UTC, 20 min ago.', 'Anna reported it at 03:12 UTC.'])
  expect((await lines('judged', reportedAt + 43 * minute, 'nl'))[0]).toBe('Sinds 02:55 UTC, 1 u geleden.')
})

test('what is over has an end', async () => {
  expect(await lines('over')).toEqual([
    'From 18:12 UTC until 18:47 UTC: 35 min.',
    '▸ One in three visitors got an error.',
    'It has been over for 8 h 28 min.',
    'Anna reported it at 03:12 UTC.',
  ])
})

test('a step that helped ended it', async () => {
  expect((await lines('closed', reportedAt + 20 * minute))[1]).toBe(
    'It has been well for 10 min, after “Scale out to 4 instances”.',
  )
})

test('the first line of the log is told', async () => {
  expect(await lines('logs')).toContainEqual(expect.stringMatching(/^First line in the log at 02:56 UTC: /))
})

test('a beginning that was not seen is not made up', async () => {
  expect((await lines('ancient'))[0]).toMatch(/^Longer than I can see: it was there already at 21 Nov 2026/)
  expect((await lines('unclear'))[0]).toMatch(/^I see no beginning/)
  expect((await lines('early'))[0]).toMatch(/^Too early to say/)
})

test.each([
  ['since when, in Dutch time please', '03:55 on the clocks of Europe/Amsterdam; 02:55 in UTC.'],
  ['what was the time in New York then', '21:55 on the clocks of America/New_York; 02:55 in UTC.'],
  ['and in our time?', 'Times are UTC: which zone you are in I do not know. Name a place, or set TIME_ZONE.'],
])('on the clocks of the place that is asked for: %s', async (text, line) => {
  const [, began, local] = await ask('since', text, incidentOf('judged'))

  expect(began).toBe('Since 02:55 UTC, 20 min ago.')
  expect(local).toBe(line)
})
