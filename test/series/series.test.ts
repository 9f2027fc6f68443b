import { expect, test } from 'vitest'
import { combineInstances, knownPoints, medianAbsoluteDeviation } from '../../src/series/known-points.ts'
import { findOnset } from '../../src/series/onset.ts'
import { findRisingTrend, riseShareBefore, trendStageOf } from '../../src/series/rising-trend.ts'

const minute = 60_000
const series = (...values: readonly number[]) => values.map((value, index) => [index * minute, value] as const)
const flat = (count: number, value: number) =>
  Array.from({ length: count }, (_, index) => value * (1 + 0.02 * (index % 3)))
const ramp = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, index) => from + ((to - from) * (index + 1)) / count)

test('an onset is the first minute out of the past, for a step and for a climb', () => {
  expect(findOnset(series(...flat(40, 0.1), ...flat(10, 2)), 0.05)).toBe(40 * minute)
  // The limit is the past and a half: 0.15, passed in the second minute of the climb.
  expect(findOnset(series(...flat(40, 0.1), ...ramp(20, 0.1, 1)), 0.05)).toBe(41 * minute)
})

test('no onset where nothing moved, too little is known, it came back, or only one minute was odd', () => {
  expect(findOnset(series(...flat(60, 0.1)), 0.05)).toBeUndefined()
  expect(findOnset(series(0.1, 0.1, 2, 2, 2), 0.05)).toBeUndefined()
  expect(findOnset(series(...flat(40, 0.1), ...flat(10, 2), ...flat(6, 0.1)), 0.05)).toBeUndefined()
  expect(findOnset(series(...flat(30, 0.1), 5, ...flat(29, 0.1)), 0.05)).toBeUndefined()
})

test('missing points are left out, and instances are joined minute by minute', () => {
  expect(
    knownPoints([
      [0, 1],
      [minute, null],
      [2 * minute, 3],
    ]),
  ).toEqual([
    [0, 1],
    [2 * minute, 3],
  ])
  const parts = [{ points: series(1, 2) }, { points: [[minute, 4] as const, [2 * minute, null] as const] }]
  const finding = { kind: 'metric', metric: 'Requests', of: 'app', unit: 'count', grainInMs: minute } as const

  expect(combineInstances({ ...finding, aggregation: 'total', series: parts })).toEqual(series(1, 6))
  expect(combineInstances({ ...finding, aggregation: 'average', series: parts })).toEqual(series(1, 3))
  expect(medianAbsoluteDeviation([10, 10, 12, 8, 500])).toBeCloseTo(1.4826 * 2)
})

test('a climb is found behind a flat past, with how much of it an instant had behind it', () => {
  const points = series(...flat(40, 100), ...ramp(20, 100, 300))
  const climb = findRisingTrend(points)

  expect(climb?.from).toBeCloseTo(102, -1)
  expect(climb?.to).toBeCloseTo(280, -1)
  expect(climb && riseShareBefore(climb, 50 * minute)).toBeGreaterThan(0.35)
  expect(climb && riseShareBefore(climb, 40 * minute)).toBe(0)
})

test('no climb: noise, a plain step down and back up as after a restart', () => {
  expect(findRisingTrend(series(...flat(60, 100)))).toBeUndefined()
  expect(findRisingTrend(series(...flat(30, 100), ...ramp(8, 40, 100), ...flat(20, 100)))).toBeUndefined()
})

test.each([
  ['rising', [...ramp(20, 100, 300)]],
  ['restarted', [...ramp(20, 100, 300), 100, 100, 101]],
  ['over', [...ramp(20, 100, 300), ...flat(12, 100)]],
  ['rising', [...ramp(20, 100, 300), ...ramp(9, 100, 160)]],
] as const)('a leak is %s', (stage, values) => {
  const points = series(...flat(20, 100), ...values)
  const climb = findRisingTrend(points)

  expect(climb && trendStageOf(climb, points)).toBe(stage)
})
