import { afterEach, expect, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import { type CollectResult, runCollector } from '../../src/collect/run-collector.ts'
import { deadlinesByHand } from '../deadlines.ts'
import { wire } from '../observe/arm-answers.ts'
import { type Lab, openLab, type Spoiled, siteId, target, to } from '../observe/lab.ts'

const open: Lab[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((lab) => lab.stop()))
})

const find = (id: string) => {
  const found = collectors.find((collector) => collector.id === id)
  if (found === undefined) throw new Error(`no collector ${id}`)
  return found
}

async function collect(id: string, spoiled: readonly Spoiled[] = [], answers = wire): Promise<CollectResult> {
  const lab = await openLab(answers, spoiled)
  open.push(lab)
  return runCollector(find(id), lab.azure, target, deadlinesByHand())
}

function textOf(result: CollectResult): string {
  if (result.status !== 'ok') throw new Error(JSON.stringify(result))
  const { body } = result.collected
  if (!(body instanceof Uint8Array)) throw new Error('a stream')
  return new TextDecoder().decode(body)
}

test('processes: what runs on each instance and what it waits for; lost by a restart', async () => {
  const result = await collect('processes')

  expect(result).toMatchObject({
    status: 'ok',
    collected: { fileName: 'processes.json', contentType: 'application/json' },
  })
  expect(find('processes').lostByRestart).toBe(true)
  expect(JSON.parse(textOf(result))).toMatchObject({
    app: siteId,
    seen: '2026-03-04T12:00:00.000Z',
    instancesLeftOut: 0,
    instances: [
      { instance: 'a'.repeat(64), failed: expect.stringContaining('404') },
      {
        instance: 'b'.repeat(64),
        processes: [
          { pid: '99', name: 'dotnet', threads: { failed: expect.stringContaining('404') } },
          {
            pid: '4711',
            name: 'w3wp',
            startedAt: new Date(to - 300 * 60_000).toISOString(),
            commandLine: 'w3wp.exe --ApiKey [redacted]',
            workingSetInBytes: 900_000_000,
            threads: { Running: 1, 'Wait: UserRequest': 2 },
          },
        ],
      },
    ],
  })
  expect(textOf(result)).not.toContain('hunter2secret')
  expect(textOf(result)).not.toContain('SQLCONNSTR')
})

test('deployment-log: the latest three and what was logged, secrets out', async () => {
  const text = textOf(await collect('deployment-log'))

  expect(text.split('\n').slice(0, 12)).toEqual([
    siteId,
    '',
    'Deployment d3: failed',
    '  started unknown, ended 2026-03-04T11:57:00.000Z',
    '  by [redacted]@contoso.com: ',
    expect.stringMatching(/^ {2}log not available: .*404/),
    '',
    'Deployment d2: succeeded',
    '  started 2026-03-04T11:42:00.000Z, ended 2026-03-04T11:43:00.000Z',
    expect.stringContaining('  by Jan Jansen: Fix login'),
    'for [redacted]@contoso.com, password=[redacted]',
    '  2026-03-04T11:42:00.000Z  Running oryx build, token: [redacted]',
  ])
  expect(text).toContain('Deployment d1: succeeded')
  expect(text).not.toContain('Deployment d0')
})

test("deployment-log: Microsoft's own description of the log is understood as well", async () => {
  const described = { ...wire, [`${siteId}/deployments/d2/log`]: { name: 'd2', properties: { details: 'All done.' } } }

  expect(textOf(await collect('deployment-log', [], described))).toContain('\n  All done.\n')
})

test('detectors: those about failing, listed at run time; a status is a number, a number as text or a name', async () => {
  const found = JSON.parse(textOf(await collect('detectors')))

  expect(found.detectors.map((one: { detector: string; status?: string }) => [one.detector, one.status])).toEqual([
    ['cpuusage', 'critical'],
    ['memoryusage', 'warning'],
    ['snatusage', undefined],
    ['webappcrashes', 'critical'],
  ])
  expect(found.detectors[0]).toMatchObject({
    title: 'Detector cpuusage',
    message: 'Something with Bearer [redacted]',
    tables: [{ title: 'Insights', shownAs: 7, columns: ['Status', 'Message'], rowsLeftOut: 5 }],
  })
  expect(found.detectors[0].tables[0].rows.at(-1)).toEqual([24, 'row 24'])
  expect(found.detectors[2].failed).toContain('404')
})

const sources = { processes: /contoso-web\/instances$/, 'deployment-log': /deployments$/, detectors: /detectors$/ }
const whole = Object.entries(sources)

test.each(whole)('%s: whatever goes wrong at the source is said in words', async (id, pattern) => {
  const outcomes = ([403, 500, 'other-shape', 'cut'] as const).map((how) => collect(id, [{ pattern, with: how }]))

  expect((await Promise.all(outcomes)).map((result) => ({ ...result, failure: keyOf(result) }))).toEqual([
    { collector: id, status: 'forbidden', failure: 'azure.forbidden-own' },
    { collector: id, status: 'failed', failure: 'azure.unavailable' },
    { collector: id, status: 'failed', failure: 'probe.malformed' },
    { collector: id, status: 'failed', failure: 'azure.unexpected' },
  ])
})
const keyOf = (result: CollectResult): string => ('failure' in result ? result.failure.key : 'none')

test.each(whole)('%s: nothing there is still a file', async (id, pattern) => {
  const result = await collect(id, [{ pattern, with: 'empty' }])

  expect(result.status).toBe('ok')
  expect(textOf(result)).toContain(siteId)
})

test.each(whole)('%s hung: late at the deadline', async (id, pattern) => {
  const lab = await openLab(wire, [{ pattern, with: 'hung' }])
  open.push(lab)
  const { deadline, pass } = deadlinesByHand()

  const running = runCollector(find(id), lab.azure, target, { deadline })
  pass()

  expect(await running).toMatchObject({ collector: id, status: 'late', failure: { key: 'collect.late' } })
})

test('where every part is refused there is no file, but the reason', async () => {
  expect(await collect('processes', [{ pattern: /processes$/, with: 403 }])).toMatchObject({
    status: 'forbidden',
    failure: { key: 'azure.forbidden-own' },
  })
})
