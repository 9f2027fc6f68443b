import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Finding, MetricFinding, RequestFinding } from '../../../src/incident/finding.ts'
import type { SuccessCriteria, SuccessLimit } from '../../../src/incident/mitigation-plan.ts'
import { measurementsOf, probesForSuccess, readLimits } from '../../../src/incident/verification/read-limits.ts'
import { restartSuccess, scaleSuccess } from '../../../src/incident/verification/success-criteria.ts'
import { probes } from '../../../src/observe/index.ts'

const minute = 60_000
const at = 100 * minute + 20_000

const success = (...limits: Partial<SuccessLimit>[]): SuccessCriteria => ({
  limits: limits.map((limit) => ({
    metric: 'Http5xx',
    of: 'app',
    comparison: 'at-most',
    limit: 1,
    unit: 'count',
    ...limit,
  })),
  holdInMs: 3 * minute,
  withinInMs: 15 * minute,
})

/** Values of the minutes up to the one that is under way, newest last; a list an instance. */
const metric = (name: string, aggregation: MetricFinding['aggregation'], ...series: (number | null)[][]): Finding => ({
  kind: 'metric',
  metric: name,
  of: name.startsWith('Http5') ? 'app' : 'plan',
  unit: 'count',
  aggregation,
  grainInMs: minute,
  series: series.map((values, nth) => ({
    instance: `RD${nth}`,
    points: values.map((value, index) => [(101 - values.length + index) * minute, value] as const),
  })),
})

const value = (limits: SuccessCriteria, ...findings: Finding[]) =>
  readLimits(limits, { findings, notOffered: [] }, at)[0]

test('counts are added over the instances, levels averaged, on the newest minute that is over', () => {
  expect(value(success({}), metric('Http5xx', 'total', [50, 1, 99], [50, 2, 99]))).toEqual({
    limit: 0,
    value: 3,
    holds: false,
  })
  const cpu = success({ metric: 'CpuPercentage', of: 'plan', limit: 70 })
  expect(value(cpu, metric('CpuPercentage', 'average', [90, 60, 0], [90, 80, 0]))).toEqual({
    limit: 0,
    value: 70,
    holds: true,
  })
  const one = success({ metric: 'CpuPercentage', of: 'plan', limit: 70, instance: 'rd1' })
  expect(value(one, metric('CpuPercentage', 'average', [90, 60, 0], [90, 80, 0]))).toEqual({
    limit: 0,
    value: 80,
    holds: false,
  })
})

test('of many requests a stray share may fail, judged on the same minute; without a count of requests none may', () => {
  const limits = success({ orShareOfRequests: 0.001 })
  const requests = (each: number): Finding => ({
    ...(metric('Requests', 'total', [each, each, each]) as MetricFinding),
    of: 'app',
  })
  const failed = metric('Http5xx', 'total', [9, 9, 9])

  expect(value(limits, failed, requests(9000))).toEqual({ limit: 0, value: 9, holds: true })
  expect(value(limits, failed, requests(8999))).toMatchObject({ holds: false })
  expect(value(limits, failed)).toMatchObject({ holds: false })
  expect(value(success({}), failed, requests(9000))).toMatchObject({ holds: false })
})

test('a gap at the end falls back to the minute before; what is older than five minutes says nothing', () => {
  expect(value(success({}), metric('Http5xx', 'total', [7, null, null]))).toMatchObject({ value: 7, holds: false })
  expect(value(success({}), metric('Http5xx', 'total', [0, null, null, null, null, null, null]))).toEqual({
    limit: 0,
    value: null,
    holds: false,
  })
  expect(value(success({}))).toEqual({ limit: 0, value: null, holds: false })
})

test('what was usual yesterday is no reading, whichever came in first', () => {
  const usual = (baseline: NonNullable<MetricFinding['baseline']>): Finding => ({
    ...(metric('Http5xx', 'total', [0, 0, 0]) as MetricFinding),
    baseline,
  })
  const now = metric('Http5xx', 'total', [50, 40, 99])

  expect(value(success({}), usual('yesterday'), usual('last-week'), now)).toMatchObject({ value: 40, holds: false })
  expect(value(success({}), usual('yesterday'))).toEqual({ limit: 0, value: null, holds: false })
})

test('the worst of the requests counts, and one without an answer never holds', () => {
  const limits = success({ metric: 'request', limit: 499 })
  const request = (status?: number): Finding =>
    status === undefined
      ? { kind: 'request', url: 'https://x/', durationInMs: 9, failure: 'timeout' }
      : { kind: 'request', url: 'https://x/', durationInMs: 9, status }

  expect(value(limits, request(200))).toEqual({ limit: 0, value: 200, holds: true })
  expect(value(limits, request(200), request(503))).toEqual({ limit: 0, value: 503, holds: false })
  expect(value(limits, request(200), request())).toEqual({ limit: 0, value: null, holds: false })
  expect(value(limits)).toEqual({ limit: 0, value: null, holds: false })
})

test('the steps ask only probes that exist for what they promise', () => {
  const asked = (limits: SuccessCriteria) => probesForSuccess(limits, probes).map(({ id }) => id)

  expect(asked(restartSuccess)).toEqual(['app-metrics', 'plan-metrics', 'synthetic-request'])
  expect(asked(scaleSuccess)).toEqual(['app-metrics', 'plan-metrics', 'synthetic-request'])
  expect(asked(success({}))).toEqual(['app-metrics'])
})

test('a limit holds only where there is a value, and exactly within it', () => {
  const comparison = fc.constantFrom('at-most' as const, 'at-least' as const)
  fc.assert(
    fc.property(fc.option(fc.nat(20)), fc.nat(20), comparison, (measured, limit, how) => {
      const reading = value(success({ limit, comparison: how }), metric('Http5xx', 'total', [measured, 5]))

      const within = measured !== null && (how === 'at-most' ? measured <= limit : measured >= limit)
      expect(reading).toEqual({ limit: 0, value: measured, holds: within })
    }),
  )
})

test('what nothing can measure on this app is left out, and what merely failed is not', () => {
  const limits = success({ metric: 'request', limit: 499 }, {})
  const seen = (status: 'not-offered' | 'failed') =>
    readLimits(
      limits,
      measurementsOf(
        [
          { probe: 'synthetic-request', status, findings: [] },
          { probe: 'app-metrics', status: 'ok', findings: [metric('Http5xx', 'total', [0, 0, 0])] },
        ],
        probes,
      ),
      at,
    )

  const figures = { limit: 1, value: 0, holds: true }
  expect(seen('not-offered')).toEqual([{ limit: 0, value: null, holds: false, notOffered: true }, figures])
  expect(seen('failed')).toEqual([{ limit: 0, value: null, holds: false }, figures])
})

test('the app is measured by the name that Azure gave it: a name of its own that fails is not its failure', () => {
  const limits = success({ metric: 'request', comparison: 'at-most', limit: 499 })
  const request = (of: Partial<RequestFinding>): Finding => ({ kind: 'request', url: 'u', durationInMs: 1, ...of })
  const expired = request({ host: 'custom', failure: 'tls', certificateFault: 'expired' })

  expect(value(limits, request({ host: 'default', status: 200 }), expired)).toMatchObject({ value: 200, holds: true })
  expect(value(limits, request({ host: 'default', status: 503 }), expired)).toMatchObject({ value: 503, holds: false })
  // Azure's name has no public address.
  expect(value(limits, request({ host: 'custom', status: 200 }), expired)).toMatchObject({ value: 200, holds: true })
  // Looks before 0.3.
  expect(value(limits, request({ status: 200 }), request({ failure: 'dns' }))).toMatchObject({ holds: false })
})
