import { expect, test } from 'vitest'
import type { AppFigures } from '../../src/series/judged-symptoms.ts'
import type { KnownPoint } from '../../src/series/known-points.ts'
import { findTrouble } from '../../src/series/trouble.ts'

const minuteInMs = 60_000
const quarter = 15
/** Minutes of two days; the fine look holds the last hour. */
const length = 48 * 60

type Minute = Readonly<Record<string, number>>
const calm: Minute = { Requests: 60, Http4xx: 1, HttpResponseTime: 0.2 }
const summed = ['Requests', 'Http5xx', 'Http4xx', 'Http401', 'Http403', 'Http404']

/** The figures of an app whose minutes are these; `age`: minutes before the end. */
const figuresOf = (minuteAt: (age: number) => Minute, fineMinutes = 60): AppFigures => {
  const at = (minute: number) => minuteAt(length - minute)
  const points = (metric: string, from: number, to: number, grain: number): readonly KnownPoint[] =>
    Array.from({ length: (to - from) / grain }, (_, index) => {
      const minutes = Array.from({ length: grain }, (_each, offset) => at(from + index * grain + offset)[metric] ?? 0)
      const sum = minutes.reduce((total, value) => total + value, 0)
      return [(from + index * grain) * minuteInMs, summed.includes(metric) ? sum : sum / grain] as const
    })
  return {
    minutesOf: (metric) => (metric === 'HealthCheckStatus' ? [] : points(metric, length - fineMinutes, length, 1)),
    lookBackOf: (metric) => (metric === 'HealthCheckStatus' ? [] : points(metric, 0, length, quarter)),
    lookBackGrainInMs: quarter * minuteInMs,
    lastWeekOf: () => [],
  }
}
const ageOf = (at: number): number => length - at / minuteInMs
const troubleOf = (minuteAt: (age: number) => Minute, fineMinutes?: number) => {
  const { current, past } = findTrouble(figuresOf(minuteAt, fineMinutes))
  const told = (episodes: typeof current) => episodes.map(({ kind, from, to }) => [kind, ageOf(from), ageOf(to)])
  return { current: told(current), past: told(past) }
}
const from =
  (since: number, bad: Minute, until = 0) =>
  (age: number) =>
    age <= since && age > until ? { ...calm, ...bad } : calm

test('a step in errors lasts, to the minute where minutes are seen and to a quarter where not', () => {
  expect(troubleOf(from(20, { Http5xx: 12 })).current).toEqual([['server-errors', 20, 0]])
  expect(troubleOf(from(480, { Http5xx: 12 })).current).toEqual([['server-errors', 480, 0]])
  expect(troubleOf(from(1440, { Http5xx: 12 })).current).toEqual([['server-errors', 1440, 0]])
})

test('usual errors are none, however many', () => {
  expect(troubleOf(() => ({ ...calm, Http5xx: 2 }))).toEqual({ current: [], past: [] })
})

test('visitors who are refused are trouble; what scanners ask for besides is none', () => {
  expect(troubleOf(from(30, { Http4xx: 60, Http403: 60 })).current[0]).toEqual(['forbidden', 30, 0])
  expect(troubleOf(from(30, { Requests: 300, Http4xx: 241, Http404: 240 }))).toEqual({ current: [], past: [] })
})

test('a scanner is told from refusals on a day that is quieter than the one before, however long it lasts', () => {
  const usual = (age: number): number => 40 + (age > 1440 ? 200 : 40) * Math.sin((Math.PI * age) / 1440) ** 2
  const scan = (age: number) => ({ Requests: usual(age) + 60, Http4xx: 61, Http404: 50, Http403: 10 })
  const refusal = (age: number) => ({ Http4xx: usual(age) * 0.4, Http403: usual(age) * 0.4 })
  const since = (minutes: number, bad: (age: number) => Minute) => (age: number) => ({
    ...calm,
    Requests: usual(age),
    ...(age <= minutes ? bad(age) : {}),
  })

  for (const minutes of [10, 30, 300, 600]) {
    expect([minutes, troubleOf(since(minutes, scan))]).toEqual([minutes, { current: [], past: [] }])
    const kinds = troubleOf(since(minutes, refusal)).current.map(([kind]) => kind)
    expect([minutes, kinds]).toEqual([minutes, ['forbidden']])
  }
})

test('refusals while the morning gets busier are no scan', () => {
  const ramp = (age: number): Minute => {
    const requests = 40 + 3 * Math.max(0, 90 - (age % 1440))
    const refused = age <= 30 ? requests * 0.3 : 0
    return { ...calm, Requests: requests, Http4xx: refused, Http401: refused }
  }

  expect(troubleOf(ramp).current[0]?.[0]).toBe('unauthorized')
})

test('other refusals of a scanner are none of callers who gave up', () => {
  expect(troubleOf(from(30, { Requests: 120, Http4xx: 61 }))).toEqual({ current: [], past: [] })
})

test('a few minutes in which callers gave up are past trouble; a few percent more of anything is none', () => {
  const blip = from(22, { Http4xx: 35, HttpResponseTime: 16 }, 20)

  expect(troubleOf(blip).past).toContainEqual(['gave-up', 22, 20])
  expect(troubleOf(from(40, { HttpResponseTime: 0.24 }, 20))).toEqual({ current: [], past: [] })
})

test('what happens at the same hour each day is how the app is', () => {
  const nightly = (age: number) => (age % 1440 > 400 && age % 1440 <= 440 ? { ...calm, HttpResponseTime: 3 } : calm)

  expect(troubleOf(nightly).past).toEqual([])
})

test('a long trouble with pauses is not over in a pause', () => {
  const looping = (age: number) => (age <= 300 && age % 10 < 5 ? { ...calm, Http5xx: 20 } : calm)
  const pausing = (age: number) => looping(age + 6)

  expect(troubleOf(pausing).current.map(([kind]) => kind)).toEqual(['server-errors'])
})

test('a night without visitors is no trouble, a day that suddenly is silent is', () => {
  const nights = (age: number) => ((age + 300) % 1440 < 600 ? { ...calm, Requests: 0, Http4xx: 0 } : calm)

  expect(troubleOf(nights)).toEqual({ current: [], past: [] })
  expect(troubleOf(from(25, { Requests: 0, Http4xx: 0 })).current.map(([kind]) => kind)).toEqual(['missing-requests'])
})
