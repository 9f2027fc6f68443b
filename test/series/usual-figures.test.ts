import { expect, test } from 'vitest'
import type { MetricFinding } from '../../src/incident/finding.ts'
import { usualFiguresOf } from '../../src/series/usual-figures.ts'

const minute = 60_000
const quarter = 15 * minute
const hour = 60 * minute
const now = 1_000 * hour
const window = { from: now - hour, to: now }

const quarters = (
  metric: string,
  baseline: NonNullable<MetricFinding['baseline']>,
  value: (at: number) => number,
): MetricFinding => ({
  kind: 'metric',
  metric,
  of: metric === 'MemoryPercentage' ? 'plan' : 'app',
  baseline,
  unit: 'count',
  aggregation: /^(?:Http\d|Requests)/.test(metric) ? 'total' : 'average',
  grainInMs: quarter,
  series: [
    {
      points: Array.from({ length: 48 }, (_, nth) => now - 12 * hour + nth * quarter).map(
        (at) => [at, value(at)] as const,
      ),
    },
  ],
})

const since = now - 2 * hour

test('the hours before the trouble say what is usual, counts by the minute; the trouble says nothing', () => {
  const usual = usualFiguresOf(
    [
      quarters('HttpResponseTime', 'look-back', (at) => (at >= since ? 2.2 : 0.07)),
      quarters('Requests', 'look-back', () => 9_000),
      quarters('Http5xx', 'look-back', (at) => (at >= since ? 8_000 : 18)),
    ],
    { window, since },
  )

  expect(usual?.metrics.HttpResponseTime?.level).toBeCloseTo(0.07)
  expect(usual?.metrics.Requests?.level).toBe(600)
  expect(usual?.errorShare?.level).toBeCloseTo(0.002)
})

test('an outage of some hours earlier does not count as usual', () => {
  const before = now - 8 * hour
  const usual = usualFiguresOf([quarters('HttpResponseTime', 'look-back', (at) => (at < before ? 4 : 0.07))], {
    window,
    since,
  })

  expect(usual?.metrics.HttpResponseTime?.level).toBeCloseTo(0.07)
})

test('a trouble that is older than all that was looked back on leaves last week alone', () => {
  const found = [
    quarters('HttpResponseTime', 'look-back', () => 4),
    { ...quarters('HttpResponseTime', 'last-week', () => 0.07) },
  ]

  expect(usualFiguresOf(found, { window, startUnseen: true })?.metrics.HttpResponseTime?.level).toBeCloseTo(0.07)
  expect(usualFiguresOf(found.slice(0, 1), { window, startUnseen: true })).toBeUndefined()
})

test('which part of the visitors is refused, usually and now', () => {
  const inWindow = (metric: string, value: number): MetricFinding => {
    const { baseline: _, ...finding } = quarters(metric, 'look-back', () => value)
    return { ...finding, grainInMs: minute, series: [{ points: [[now - 5 * minute, value]] }] }
  }
  const usual = usualFiguresOf(
    [
      quarters('Requests', 'look-back', () => 1_000),
      quarters('Http403', 'look-back', () => 10),
      inWindow('Requests', 100),
      inWindow('Http403', 90),
    ],
    { window, since },
  )

  expect(usual?.statusShares[403]?.usual).toBeCloseTo(0.01)
  expect(usual?.statusShares[403]?.now).toBe(0.9)
})
