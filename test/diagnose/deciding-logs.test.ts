import { expect, test } from 'vitest'
import { causes } from '../../src/diagnose/causes/index.ts'
import { recycleLogged } from '../../src/diagnose/indicators/auto-heal.ts'
import { crashesLogged, killedOften, startRuledOut } from '../../src/diagnose/indicators/log-entries.ts'
import { processesOlderThanOnset } from '../../src/diagnose/indicators/process-restarts.ts'
import { pathCutOff } from '../../src/diagnose/indicators/time-limit.ts'
import { isHealthy } from '../../src/diagnose/is-healthy.ts'
import type { ObservedFindings } from '../../src/diagnose/types.ts'
import type { CallsFinding, Finding, LogFinding } from '../../src/incident/finding.ts'
import { byMinute, byQuarter, observed, slow, stateOf, steady } from './made-up.ts'

const minuteInMs = 60_000
const now = Date.UTC(2026, 2, 3, 10, 0)
const ago = (minutes: number) => now - minutes * minuteInMs

const log = (more: Partial<LogFinding>): LogFinding => ({
  ...{ kind: 'log', log: 'container', entry: 'exit', line: 'a line', count: 4, first: ago(18), last: ago(1) },
  ...more,
})
const request = (more: Partial<CallsFinding>): CallsFinding => ({
  ...{ kind: 'calls', log: 'log-analytics', of: 'request', name: '/export', status: 504, count: 40, failed: 24 },
  ...{ slowInMs: 230_500, first: ago(18), last: ago(1) },
  ...more,
})
const failed: Finding = {
  ...{ kind: 'request', url: 'https://app.example/', host: 'default', status: 503, durationInMs: 300 },
}

const confidenceOf = (cause: string, findings: ObservedFindings): number =>
  causes.find(({ id }) => id === cause)?.assess(findings).confidence ?? 0

test('a container that says why it can not start is blocked, where we are not served', () => {
  const noImage = log({ entry: 'start-failure', condition: 'image-unavailable', count: 8 })

  expect(startRuledOut(slow(9, noImage))).toBeDefined()
  expect(startRuledOut(slow(9, { ...noImage, count: 1 }))).toBeUndefined()
  expect(startRuledOut(slow(9, { ...noImage, condition: 'start-timeout' }))).toBeUndefined()
  expect(confidenceOf('container-blocked', slow(9, noImage, failed))).toBeGreaterThanOrEqual(0.6)
  expect(confidenceOf('container-blocked', slow(9, noImage))).toBeLessThanOrEqual(0.4)
})

test.each([
  ['ends by a code of its own, again and again', { exitCode: 1 }, true],
  ['ends once', { exitCode: 1, count: 1 }, false],
  ['ends as it was asked to', { exitCode: 143 }, false],
  ['is killed', { exitCode: 137 }, false],
  ['ends for want of memory', { exitCode: 134, condition: 'out-of-memory' }, false],
] as const)('what %s crashes: %#', (_, more, crashes) => {
  expect(crashesLogged(slow(3, log(more))) !== undefined).toBe(crashes)
})

test('processes that a list has are no older than the trouble where a log tells of others that end', () => {
  const listed = stateOf('instance', 'A', { state: 'READY', startedAt: ago(600) })

  expect(processesOlderThanOnset(slow(3, listed))).toBeDefined()
  expect(processesOlderThanOnset(slow(3, listed, log({ exitCode: 1 })))).toBeUndefined()
  expect(processesOlderThanOnset(slow(3, listed, log({ exitCode: 137, count: 1 })))).toBeDefined()
})

test('kills follow each other quickly, or as slowly as a leak fills, of each instance', () => {
  const kills = log({ exitCode: 137 })
  const instances = ['A', 'B', 'C'].map((name) => stateOf('instance', name, { state: 'READY' }))

  expect(killedOften(slow(3, kills))).toBeDefined()
  expect(killedOften(slow(3, kills, ...instances))).toBeUndefined()
  expect(killedOften(slow(3, { ...kills, count: 2 }))).toBeUndefined()
  expect(killedOften(slow(3, { ...kills, exitCode: 1 }))).toBeUndefined()
})

test.each([
  ['504 at the limit', {}, true],
  ['as IIS writes it', { status: 500, subStatus: 121, slowInMs: 120_000 }, true],
  ['it fails sooner', { slowInMs: 30_000 }, false],
  ['it takes longer', { slowInMs: 400_000 }, false],
  ['two of them', { failed: 2 }, false],
  ['before the trouble', { last: ago(40) }, false],
  ['a call that the app makes', { of: 'dependency' }, false],
] as const)('a path is cut off by the front end: %s', (_, more, isCut) => {
  expect(pathCutOff(slow(12, request(more))) !== undefined).toBe(isCut)
})

test('recycles that several logs hold are counted once', () => {
  const recycles = log({ entry: 'error', condition: 'recycled-by-auto-heal' })

  expect(recycleLogged(slow(3, recycles, { ...recycles, log: 'application' }))?.text.args).toEqual({ count: 4 })
})

test('memory that is as full on other days is no trouble, unless it is paged out', () => {
  const calm = (memory: number, before: number, disk: number) =>
    observed(
      byMinute('app', 'Requests', { A: steady(60) }),
      byQuarter('app', 'Requests', steady(900)),
      byMinute('plan', 'MemoryPercentage', { A: steady(memory) }),
      byQuarter('plan', 'MemoryPercentage', steady(before)),
      byMinute('plan', 'DiskQueueLength', { A: steady(disk) }),
    )

  expect(isHealthy(calm(92, 92, 0))).toBe(true)
  expect(isHealthy(calm(92, 60, 0))).toBe(false)
  expect(isHealthy(calm(92, 92, 9))).toBe(false)
})

test('an instance that is listed no more is none that gets no requests', () => {
  const requests = byMinute('app', 'Requests', { A: steady(60), B: (at) => (at > 20 ? 60 : 0) })
  const instances = (...names: readonly string[]) => names.map((name) => stateOf('instance', name, { state: 'READY' }))
  const deaf = (...names: readonly string[]) => isHealthy(observed(requests, ...instances(...names)))

  expect([deaf('A'), deaf('A', 'B'), deaf()]).toEqual([true, false, false])
})
