import { expect, test } from 'vitest'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

test('a step that does not help is told why, what does with less harm, and what it costs', async () => {
  expect(await ask('why-not', 'why not just reboot it', incidentOf('judged'))).toEqual([
    'Restart: contoso-web (INC-7)',
    'Restart: not against “Out of CPU”. All processes begin anew with empty memory, with a short outage; code, settings and limits of Azure stay as they are.',
    'Every instance of the plan is at its CPU limit, so requests queue. More instances give relief; a restart does not.',
    'There is a way with less harm that I do propose: Restart instance RD501AC5B2A7F3.',
    '“Restart” also loses what is in memory: take a dump or the logs first if you need them.',
  ])
})

test('a step that is proposed can be taken', async () => {
  expect(
    (await ask('why-not', 'waarom schalen we niet uit', incidentOf('judged'), { language: 'nl' })).slice(1),
  ).toEqual(['Dat kan: het is een van de stappen die ik voorstel.', expect.stringContaining('More room')])
})

test('one that was asked for before tells what came of it', async () => {
  expect((await ask('why-not', 'why not scale out', incidentOf('not-recovered')))[1]).toMatch(
    /^“Scale out to 4 instances” was asked for already: /,
  )
})

test('no step is advised for what is over, closed, well or not clear', async () => {
  const first = async (story: Parameters<typeof incidentOf>[0]) =>
    (await ask('why-not', 'why not restart', incidentOf(story)))[1]
  expect(await first('over')).toBe('It is over, so no step is needed now.')
  expect(await first('closed')).toMatch(/^The incident is closed/)
  expect(await first('nothing-wrong')).toMatch(/^I see nothing wrong/)
  expect(await first('unclear')).toMatch(/^I have no cause yet/)
})

test('where no step is named, what is proposed stands in its place', async () => {
  expect((await ask('why-not', 'why nothing else', incidentOf('judged'))).at(-1)).toBe(
    'Rather: Restart instance RD501AC5B2A7F3.',
  )
})
