import { expect, test } from 'vitest'
import { causes } from '../../src/diagnose/causes/index.ts'
import { spokenCausesIn } from '../../src/diagnose/spoken-causes.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { evidence, minute } from '../views/basics.ts'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

const lines = async (text: string, incident: Incident, language: 'en' | 'nl' = 'en') =>
  (await ask('suspected-cause', text, incident, { language })).slice(1)

const ruledOut = (): Incident => {
  const incident = incidentOf('judged')
  if (incident.verdict === undefined) throw new Error('no verdict')
  const memory = { cause: 'memory-leak', missing: [messageOf('evidence.lacks.memory-climb')], against: [] }
  const steady = { ...memory, against: [evidence('Memory stayed at 47%', 0.8)] }
  return { ...incident, verdict: { ...incident.verdict, ruledOut: [steady, { ...memory, cause: 'memory-too-small' }] } }
}

test('the named cause is confirmed, for and against', async () => {
  expect(await lines('is it the CPU?', incidentOf('judged'))).toEqual([
    'Yes, almost certainly: Out of CPU.',
    'For it: CPU of the plan went from 31% to 97%',
    'For it: Response time follows CPU',
    'Against it: A deployment came just before',
  ])
})

test('a runner-up is weighed against the named one, with the change that is meant', async () => {
  expect(await lines('ligt het aan de deploy?', incidentOf('judged'), 'nl')).toEqual([
    'Niet waarschijnlijk: “Een deployment maakte de app stuk” past minder goed dan “De CPU is op”.',
    'Ervoor: Deployed 2 min before',
    'Ertegen: No new errors in the log',
    expect.stringMatching(/^De laatste wijziging die ik zag: 02:53 UTC/),
  ])
})

test('one that is ruled out tells what speaks against it, what it would take, and its figure', async () => {
  expect(await lines('is it memory?', ruledOut())).toEqual([
    'I do not think so: too little points to “Memory leaks”.',
    'Against it: Memory stayed at 47%',
    'Not seen. It would take: Memory that climbs or fills up.',
    expect.stringMatching(/^Memory of the plan: /),
  ])
})

test('one that an earlier look named tells what contradicted it', async () => {
  expect((await lines('is it memory?', incidentOf('replaced')))[0]).toMatch(/^Before .*Memory stayed at 47%/)
})

test('a suspect that is no cause of its own is answered from what was seen of it', async () => {
  expect((await lines('is it just more traffic?', ruledOut()))[0]).toMatch(/traffic|Out of CPU/)
  expect((await lines('is it our own code?', incidentOf('judged')))[0]).toMatch(/^Probably ours: Out of CPU/)
})

test('a part of a longer word calls no cause', () => {
  expect(spokenCausesIn('are you certain')).toEqual([])
  expect(spokenCausesIn('is the plan simply too small?')).toContain('memory-too-small')
})

test('what nobody can see is not guessed', async () => {
  expect((await lines('could it be daylight saving time?', incidentOf('judged')))[0]).toMatch(/^That I cannot weigh/)
})

test.each([
  ['is it a leak?', ['memory-leak']],
  ['geheugen?', ['container-out-of-memory', 'memory-leak', 'memory-too-small']],
  ['SNAT port exhaustion?', ['snat-exhaustion']],
  ['is het certificaat verlopen', ['bad-certificate']],
  ['thread pool starvation misschien', ['thread-exhaustion']],
  ['schijf vol?', ['disk-full']],
  ['c’est le réseau ?', ['network-unreachable']],
  ['could it be the database', ['slow-dependency']],
])('%s', (text, ids) => {
  expect(spokenCausesIn(text)).toEqual(ids)
})

test('every cause is called by something, folded', () => {
  for (const { id, spokenAs } of causes) {
    expect(spokenAs, id).toMatch(/\w{2,}/)
    expect(spokenAs, id).toBe(spokenAs.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
  }
})

test('two suspects are compared, with what would turn it', async () => {
  expect(await lines('is it the CPU or the deploy?', incidentOf('judged'))).toEqual([
    expect.stringMatching(/^“Out of CPU” fits better \(\d+% against \d+%\) than “A deployment broke the app”\.$/),
    'For it: CPU of the plan went from 31% to 97%',
    '“Out of CPU” would fall if this showed: CPU with room while answers stay slow.',
  ])
})

test('what would change the verdict, and what comes next then', async () => {
  expect((await lines('what would change your mind', incidentOf('judged'))).slice(0, 2)).toEqual([
    'What would turn it: CPU with room while answers stay slow.',
    expect.stringMatching(/^Then “A deployment broke the app” \(\d+% now\) comes next\.$/),
  ])
})

test('why this change and not the one before it', async () => {
  const { verdict, observation, ...story } = incidentOf('judged')
  const [cause] = verdict?.causes ?? []
  const [first, ...others] = observation?.results ?? []
  if (verdict?.since === undefined || cause === undefined || observation === undefined || first === undefined)
    throw new Error('no verdict')
  const deployed = (at: number, summary: string) => ({
    ...{ kind: 'change', change: 'deployment', of: 'app', by: 'Anna', status: 'succeeded' },
    ...{ at, summary, operation: summary },
  })
  const changes = [deployed(verdict.since - 60 * minute, 'footer'), deployed(verdict.since - minute, 'checkout')]
  const without = others.map((one) => ({ ...one, findings: one.findings.filter(({ kind }) => kind !== 'change') }))
  const two = {
    ...story,
    observation: { ...observation, results: [{ ...first, findings: changes }, ...without] },
    verdict: { ...verdict, causes: [{ ...cause, cause: 'bad-deployment' }] },
  } as Incident

  expect(await lines('why not the other deployment?', two)).toEqual([
    expect.stringMatching(/^The one at .*: it came 1 min before it began/),
    expect.stringContaining('checkout'),
    expect.stringMatching(/^After the one at .* all went well for 1 h/),
    expect.stringMatching(/^The other would be likelier/),
  ])
})
