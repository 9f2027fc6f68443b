import { afterEach, expect, test } from 'vitest'
import { readMetricSeries } from '../../src/azure/metrics-reader.ts'
import { noDeadline } from '../deadlines.ts'
import { type Lab, openLab, type Reply, site } from './lab.ts'

let lab: Lab
afterEach(() => lab.stop())

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

  const query = new URL(lab.asked[0]?.url ?? '', 'https://management.azure.com').searchParams
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
