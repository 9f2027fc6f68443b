import { afterEach, expect, test } from 'vitest'
import { startSimulator } from '../../simulator/index.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import { readMetricSeries } from '../../src/azure/metrics-reader.ts'
import { noDeadline } from '../deadlines.ts'
import { type Lab, openLab, type Reply, site } from './lab.ts'

let lab: Lab | undefined
afterEach(() => lab?.stop())

const open = async (answer: () => Reply) => {
  lab = await openLab(answer)
  return lab.azure.reading
}

test.each([
  ['required', "Instance eq '*'", null],
  ['where-possible', "Instance eq '*'", 'false'],
  ['never', null, 'false'],
] as const)('a series an instance, %s', async (perInstance, filter, validated) => {
  const azure = await open(() => ({
    status: 200,
    body: {
      value: [
        {
          name: { value: 'http5xx' },
          timeseries: [
            {
              metadatavalues: [{ name: { value: 'Instance' }, value: 'one' }],
              data: [{ timeStamp: '2026-03-04T11:01:00Z' }, { timeStamp: '2026-03-04T11:00:00Z', total: 1.23456 }],
            },
          ],
        },
      ],
    },
  }))
  const at = Date.UTC(2026, 2, 4, 11)
  const metrics = [
    { metric: 'Http5xx', aggregation: 'total' },
    { metric: 'Requests', aggregation: 'total' },
  ] as const

  const found = await readMetricSeries(azure, {
    id: site,
    window: { from: at, to: at + 120_000 },
    metrics,
    perInstance,
    signal: noDeadline(),
  })

  const query = new URL(lab?.asked[0]?.url ?? '', 'https://management.azure.com').searchParams
  expect([query.get('$filter'), query.get('ValidateDimensions')]).toEqual([filter, validated])
  expect([...found]).toEqual([
    [
      'Http5xx',
      [
        {
          instance: 'one',
          points: [
            [at, 1.23456],
            [at + 60_000, null],
          ],
        },
      ],
    ],
    ['Requests', []],
  ])
})

/** In Azure's words, for a type of its own, since what was learnt is kept for the process's life. */
const refusal = (type: string, metric: string, valid: string): Reply => ({
  status: 400,
  body: {
    code: 'BadRequest',
    message: `Failed to find metric configuration for provider: Microsoft.Web, resource Type: ${type}, metric: ${metric}, Valid metrics: ${valid}`,
  },
})
const answerTo = (url: string, valid: readonly string[]): Reply => {
  const asked = (new URL(url, 'https://x').searchParams.get('metricnames') ?? '').split(',')
  const wrong = asked.find((name) => !valid.includes(name))
  if (wrong !== undefined) return refusal('tests', wrong, valid.join(','))
  const data = [{ timeStamp: '2026-03-04T11:00:00Z', total: 3 }]
  return { status: 200, body: { value: asked.map((value) => ({ name: { value }, timeseries: [{ data }] })) } }
}
const reading = (type: string, names: readonly string[]) => ({
  id: site.replace('/sites/', `/${type}/`),
  window: { from: 0, to: 60_000 },
  metrics: names.map((metric) => ({ metric, aggregation: 'total' as const })),
  perInstance: 'never' as const,
  signal: noDeadline(),
})
const askedMetrics = () => lab?.asked.map(({ url }) => new URL(url, 'https://x').searchParams.get('metricnames'))

test('one metric that a type does not have takes nothing from the others, and is not asked for again', async () => {
  lab = await openLab(({ url }) => answerTo(url, ['Requests', 'CpuTime']))
  const { azure } = lab
  const names = ['Requests', 'Http5xx', 'PrivateBytes', 'CpuTime']
  const read = () => readMetricSeries(azure.reading, reading('one-missing', names))

  const found = await read()
  await read()

  expect([...found].map(([name, series]) => [name, series.length])).toEqual([
    ['Requests', 1],
    ['Http5xx', 0],
    ['PrivateBytes', 0],
    ['CpuTime', 1],
  ])
  expect(askedMetrics()).toEqual(['Requests,Http5xx,PrivateBytes,CpuTime', 'Requests,CpuTime', 'Requests,CpuTime'])
})

test('where a type has none of them it is asked no more; another refusal is thrown as it is', async () => {
  lab = await openLab(({ url }) => answerTo(url, ['Other']))
  expect([...(await readMetricSeries(lab.azure.reading, reading('none', ['A', 'B']))).values()]).toEqual([[], []])
  expect(askedMetrics()).toEqual(['A,B'])
  await lab.stop()

  lab = await openLab(() => refusal('tests', 'x', 'A,B'))
  await expect(readMetricSeries(lab.azure.reading, reading('stubborn', ['A']))).rejects.toMatchObject({
    kind: 'rejected',
  })
  expect(askedMetrics()).toEqual(['A'])
})

test('the practice Azure refuses as Azure does, and gives the others all the same', async () => {
  const clock = { now: () => Date.UTC(2026, 2, 4, 12) }
  const simulator = await startSimulator({ seed: 7, clock, faults: {} })
  const { reading: azure } = await createAzure({
    credential: { getToken: async () => ({ token: 'test', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: () => false,
    simulatorUrl: simulator.url,
    deadline: noDeadline,
  })
  const metrics = ['Requests', 'NoSuchMetric'].map((metric) => ({ metric, aggregation: 'total' as const }))
  const window = { from: clock.now() - 600_000, to: clock.now() }
  const signal = noDeadline()

  const found = await readMetricSeries(azure, { id: site, window, metrics, perInstance: 'never', signal })
  await simulator.stop()

  expect([...found].map(([name, series]) => [name, series.length])).toEqual([
    ['Requests', 1],
    ['NoSuchMetric', 0],
  ])
})
