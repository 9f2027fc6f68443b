import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding, RequestFinding } from '../../../src/incident/finding.ts'
import type { SuccessLimit } from '../../../src/incident/mitigation-plan.ts'
import { fitToUsual, type UsualFigures } from '../../../src/incident/verification/fit-to-usual.ts'
import { readLimits } from '../../../src/incident/verification/read-limits.ts'
import { restartSuccess, stoppedSuccess } from '../../../src/incident/verification/success-criteria.ts'

const figure = (level: number, spread = 0) => ({ level, spread })
const calm: UsualFigures = {
  metrics: { Requests: figure(600), HttpResponseTime: figure(0.07, 0.005), Http5xx: figure(0) },
  errorShare: figure(0),
  statusShares: { 401: { usual: 0, now: 0 }, 403: { usual: 0, now: 0 }, 404: { usual: 0.002, now: 0.002 } },
}

const requestOf = (status: number | undefined): RequestFinding =>
  ({ kind: 'request', ...(status === undefined ? {} : { status }), durationInMs: 40 }) as RequestFinding

const limitsFor = (usual: UsualFigures | undefined, ...answers: (number | undefined)[]): readonly SuccessLimit[] =>
  fitToUsual(restartSuccess, { usual, findings: answers.map(requestOf), now: [] }).limits

const limitOf = (metric: string, limits: readonly SuccessLimit[]): SuccessLimit => {
  const found = limits.find((one) => one.metric === metric)
  if (found === undefined) throw new Error(`no limit of ${metric}`)
  return found
}

/** Whether the answer is a success. */
const isGood = (limits: readonly SuccessLimit[], ...after: (number | undefined)[]): boolean => {
  const findings: Finding[] = after.map(requestOf)
  const success = { ...restartSuccess, limits: [limitOf('request', limits)] }
  return readLimits(success, { findings, notOffered: [] }, 0)[0]?.holds ?? false
}

describe('the response time', () => {
  it('is held to twice the usual, with a floor, and said beside it', () => {
    expect(limitOf('HttpResponseTime', limitsFor(calm, 503))).toMatchObject({ limit: 0.2, usual: 0.07 })
  })

  it('is never looser than the fixed threshold, and never under what is usual', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 5000, noNaN: true }),
        (level, spread, requests) => {
          const metrics = { Requests: figure(requests), HttpResponseTime: figure(level, spread) }
          const { limit } = limitOf('HttpResponseTime', limitsFor({ ...calm, metrics }, 200))

          expect(limit).toBeLessThanOrEqual(5)
          expect(limit).toBeGreaterThanOrEqual(Math.min(5, level + 0.1))
        },
      ),
    )
  })

  it('leaves more room where few requests make an average', () => {
    const few = { ...calm, metrics: { ...calm.metrics, Requests: figure(1) } }

    expect(limitOf('HttpResponseTime', limitsFor(few, 503)).limit).toBeGreaterThan(0.8)
  })
})

describe('the status', () => {
  it.each([
    ['403 where 200 is usual', [503], [403]],
    ['403 again, where visitors get through no more', [403], [403]],
    ['404 where the app had answered 200', [200], [404]],
    ['no answer', [503], [undefined]],
    ['500', [503], [500]],
  ])('is no success with %s', (_, before, after) => {
    const refused = { ...calm, statusShares: { ...calm.statusShares, 403: { usual: 0, now: 0.9 } } }

    expect(isGood(limitsFor(refused, ...before), ...after)).toBe(false)
  })

  it.each([
    ['200', [503], [200]],
    ['a redirect', [503], [302]],
    ['404 as before, where visitors are as well as ever', [404], [404]],
  ])('is a success with %s', (_, before, after) => {
    expect(isGood(limitsFor(calm, ...before), ...after)).toBe(true)
  })

  it('is a success with 401 where visitors are often asked to sign in, though nothing answers now', () => {
    const api = { ...calm, statusShares: { 401: { usual: 0.3, now: 0 } } }

    expect(isGood(limitsFor(api, 503), 401)).toBe(true)
    expect(isGood(limitsFor(calm, 503), 401)).toBe(false)
  })

  it('hides no bad answer behind one that is usual', () => {
    expect(isGood(limitsFor(calm, 404), 404, 403)).toBe(false)
  })

  it('is not taken for usual where Azure has no count of it for now', () => {
    const unseen = { ...calm, statusShares: { 403: { usual: 0.1 } } }

    expect(isGood(limitsFor(unseen, 403), 403)).toBe(false)
  })
})

describe('server errors', () => {
  it('may be as many as usual, and a little more', () => {
    const often = { ...calm, errorShare: figure(0.004) }

    expect(limitOf('Http5xx', limitsFor(often, 503)).orShareOfRequests).toBe(0.008)
  })

  it('are not well at any share, used to it or not', () => {
    const always = { ...calm, errorShare: figure(0.5) }

    expect(limitOf('Http5xx', limitsFor(always, 503)).orShareOfRequests).toBe(0.05)
  })
})

it('where nothing usual is known the fixed limits stand, and that is said', () => {
  const fitted = fitToUsual(restartSuccess, { usual: undefined, findings: [], now: [] })

  expect(fitted).toEqual({ ...restartSuccess, usualUnknown: true })
})

it('what was measured when the limits were fixed stands beside them', () => {
  const now = [{ limit: 2, value: 2.2, holds: true }]

  expect(fitToUsual(restartSuccess, { usual: calm, findings: [], now }).limits[2]).toMatchObject({ now: 2.2 })
})

it('a step that is no remedy is judged by its own limits', () => {
  expect(fitToUsual(stoppedSuccess, { usual: calm, findings: [], now: [] })).toBe(stoppedSuccess)
})
