import { expect, test } from 'vitest'
import {
  dependenciesQuick,
  dependencyFails,
  dependencySlow,
  exceptionNewSinceDeployment,
  onePathFails,
} from '../../src/diagnose/indicators/calls.ts'
import { toObservedFindings } from '../../src/diagnose/observed-findings.ts'
import type { ObservedFindings } from '../../src/diagnose/types.ts'
import type { CallsFinding, ChangeFinding, Finding, LogFinding } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'

const minute = 60_000
const to = Date.UTC(2026, 0, 15, 11, 0)
const since = to - 20 * minute
const during = { first: since, last: to - 3 * minute } as const

const path = (name: string, failed: number, count: number, more: Partial<CallsFinding> = {}): CallsFinding => ({
  ...{ kind: 'calls', log: 'application-insights', of: 'request', name, failed, count, status: 500 },
  ...during,
  ...more,
})
const dependency = (name: string, more: Partial<CallsFinding>): CallsFinding => ({
  ...{ kind: 'calls', log: 'application-insights', of: 'dependency', name, failed: 0, count: 500 },
  ...during,
  ...more,
})
const exception = (more: Partial<LogFinding>): LogFinding => ({
  ...{
    kind: 'log',
    log: 'application-insights',
    entry: 'exception',
    exception: 'TypeError',
    line: 'TypeError',
    count: 9,
  },
  ...during,
  ...more,
})
const deployment: ChangeFinding = {
  ...{ kind: 'change', change: 'deployment', of: 'app', at: since - 2 * minute, operation: 'd1', status: 'succeeded' },
}

const seen = (...findings: readonly Finding[]): ObservedFindings => ({
  ...toObservedFindings({
    results: [{ probe: 'application-insights', status: 'ok', findings }],
    window: { from: to - 60 * minute, to },
    probes,
  }),
  since,
  onsets: [since],
})

test('one path fails while the others are served', () => {
  const hit = onePathFails(seen(path('/checkout', 412, 430), path('/', 1, 900)))

  expect(hit?.text).toEqual({
    key: 'evidence.path-fails',
    args: { path: '/checkout', failed: 412, count: 430, status: 500 },
  })
  expect(hit?.probe).toBe('application-insights')
})

test.each([
  ['all paths fail alike', [path('/checkout', 400, 800), path('/', 400, 800)]],
  ['it is the only path there is', [path('/', 412, 430)]],
  ['too few failed', [path('/checkout', 4, 5), path('/', 0, 900)]],
  ['most of it is served', [path('/checkout', 40, 900), path('/', 0, 900)]],
  ['it was before the trouble', [path('/checkout', 412, 430, { last: since - 30 * minute }), path('/', 0, 900)]],
  ['two logs tell of two things', [path('/checkout', 412, 430), path('/', 0, 900, { log: 'log-analytics' })]],
])('no path is named where %s', (_, findings) => {
  expect(onePathFails(seen(...findings))).toBeUndefined()
})

test('a dependency is slow by its own usual, or by what is slow for anybody', () => {
  const slow = (more: Partial<CallsFinding>) => dependencySlow(seen(dependency('sql', more)))?.text.key

  expect([
    slow({ slowInMs: 28_000, usualInMs: 50 }),
    slow({ slowInMs: 28_000 }),
    slow({ slowInMs: 900, usualInMs: 50 }),
    slow({ slowInMs: 3_000, usualInMs: 2_000 }),
    slow({ slowInMs: 4_000 }),
    slow({ slowInMs: 28_000, count: 5 }),
  ]).toEqual(['evidence.dependency-slow', 'evidence.dependency-slow-now', undefined, undefined, undefined, undefined])
})

test('one that fails is told, and that all of them are quick as well', () => {
  const well = dependency('sql', { slowInMs: 60, usualInMs: 50 })
  const failing = dependency('partner.example', { failed: 300, slowInMs: 21_000 })

  expect(dependencyFails(seen(well, failing))?.text.args).toEqual({ name: 'partner.example', failed: 300, count: 500 })
  expect(dependenciesQuick(seen(well, failing))).toBeUndefined()
  expect(dependenciesQuick(seen(well))?.text.key).toBe('evidence.dependencies-quick')
  expect(dependenciesQuick(seen())).toBeUndefined()
})

test('an exception is new where it began with the deployment, and telemetry would have known it before', () => {
  const fresh = (entry: Partial<LogFinding>) => exceptionNewSinceDeployment(seen(deployment, exception(entry)))

  expect(fresh({})?.text.key).toBe('evidence.exception-new')
  expect(fresh({ frame: 'server.js:41 loadCart' })?.text.key).toBe('evidence.exception-new-in')
  expect([fresh({ first: since - 40 * minute }), fresh({ count: 1 })]).toEqual([undefined, undefined])
  expect(exceptionNewSinceDeployment(seen(exception({})))).toBeUndefined()
})
