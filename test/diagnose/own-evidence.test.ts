import { expect, test } from 'vitest'
import { containerBlockedCause } from '../../src/diagnose/causes/container-blocked.ts'
import { hungProcessCause } from '../../src/diagnose/causes/hung-process.ts'
import { slowDependencyCause } from '../../src/diagnose/causes/slow-dependency.ts'
import { threadExhaustionCause } from '../../src/diagnose/causes/thread-exhaustion.ts'
import { quotaReached } from '../../src/diagnose/indicators/app-status.ts'
import { ruleTooStrict } from '../../src/diagnose/indicators/auto-heal.ts'
import { threadsKeepRising } from '../../src/diagnose/indicators/backlog.ts'
import { coreSpins, cpuHighEverywhere, cpuTimeUp } from '../../src/diagnose/indicators/cpu.ts'
import { slowNowAndThen } from '../../src/diagnose/indicators/idle.ts'
import { anyInstanceStandsOut, outlierInstanceOf } from '../../src/diagnose/indicators/instance-comparison.ts'
import { memoryFullAllAlong, memoryHasRoom, memorySteppedUp } from '../../src/diagnose/indicators/memory-full.ts'
import { memoryClimbedForHours } from '../../src/diagnose/indicators/memory-history.ts'
import { killLogged } from '../../src/diagnose/indicators/memory-kills.ts'
import { cpuUsedByNeighbours, neighbourCpuUp } from '../../src/diagnose/indicators/neighbour-load.ts'
import { outboundSocketsUp } from '../../src/diagnose/indicators/outbound-sockets.ts'
import { restartsRepeatedly } from '../../src/diagnose/indicators/process-restarts.ts'
import { ownRequestServed } from '../../src/diagnose/indicators/stall.ts'
import { contentStorageFull } from '../../src/diagnose/indicators/storage.ts'
import type { Cause, ObservedFindings } from '../../src/diagnose/types.ts'
import { byMinute, byQuarter, observed, slow, stateOf, steady, stepped } from './made-up.ts'

const confidenceOf = (cause: Cause, findings: ObservedFindings): number => cause.assess(findings).confidence
const megabyte = 1024 * 1024

test.each([
  { left: 'is there', until: 0, named: 'B' },
  { left: 'left a quarter of an hour ago', until: 15, named: undefined },
])('a worker that failed and $left: $named', ({ until, named }) => {
  const findings = observed(
    byMinute('app', 'Requests', { A: steady(40), B: (at) => (at > until ? 40 : null) }),
    byMinute('app', 'Http5xx', { A: steady(0), B: (at) => (at > until ? 20 : null) }),
  )

  expect(outlierInstanceOf(findings)).toBe(named)
})

test('what counts is the share of its own requests that an instance fails', () => {
  const findings = observed(
    byMinute('app', 'Requests', { A: steady(20), B: steady(2000) }),
    byMinute('app', 'Http5xx', { A: steady(10), B: steady(12) }),
  )

  expect(anyInstanceStandsOut(findings)?.text).toEqual({
    key: 'evidence.instance-errors',
    args: { instance: 'A', share: 50, others: 1 },
  })
})

test('an only instance stands out from nobody', () => {
  const findings = slow(
    12,
    byMinute('app', 'CpuTime', { A: stepped(1, 12) }),
    byMinute('plan', 'CpuPercentage', { A: steady(11) }),
  )

  expect(anyInstanceStandsOut(findings)).toBeUndefined()
})

test('more instances burn no more each', () => {
  const came = (at: number) => (at > 20 ? null : 10)
  const findings = slow(2, byMinute('app', 'CpuTime', { A: steady(10), B: came, C: came }))

  expect(cpuTimeUp(findings)).toBeUndefined()
})

test.each([
  { requests: 60, shows: true },
  { requests: 300, shows: false },
])('a core that is burned for $requests requests a minute in place of 60: a loop $shows', ({ requests, shows }) => {
  const findings = observed(
    byMinute('app', 'HttpResponseTime', { A: stepped(0.2, 9) }),
    byMinute('app', 'Requests', { A: stepped(60, requests) }),
    byMinute('app', 'CpuTime', { A: stepped(4, 59) }),
    byMinute('plan', 'CpuPercentage', { A: stepped(6, 51) }),
  )

  expect(cpuHighEverywhere(findings)).toBeUndefined()
  expect(coreSpins(findings) !== undefined).toBe(shows)
})

const shortPlan = (neighbour: readonly ReturnType<typeof byMinute>[]): ObservedFindings =>
  slow(
    5,
    byMinute('app', 'CpuTime', { A: steady(30) }),
    byMinute('plan', 'CpuPercentage', { A: stepped(55, 97) }),
    ...neighbour,
  )

test.each([
  { before: 2, since: 28, named: true },
  { before: 1, since: 12.5, named: false },
])('a neighbour that went from $before to $since s of CPU, beside 30 s of our own: named $named', (use) => {
  const findings = shortPlan([byMinute('neighbour', 'CpuTime', { 'shop-blog': stepped(use.before, use.since) })])

  expect(neighbourCpuUp(findings) !== undefined).toBe(use.named)
})

test('where nobody else is on the plan, nobody else takes its CPU', () => {
  expect(cpuUsedByNeighbours(shortPlan([]))).toBeUndefined()
})

test('a neighbour that was not seen before is told by its share, never by its growth', () => {
  const findings = shortPlan([byMinute('neighbour', 'CpuTime', { 'shop-blog': (at) => (at > 15 ? null : 30) })])

  expect(neighbourCpuUp(findings)).toBeUndefined()
  expect(cpuUsedByNeighbours(findings)?.text.args).toEqual({ app: 'shop-blog', share: 50, now: 30 })
})

const tooth = (at: number): number => 300 + 75 * (8 - (at % 8))

test.each([
  { shape: 'a saw', memory: tooth, percent: (at: number) => 45 + 6 * (8 - (at % 8)), times: 6 },
  { shape: 'a slow climb', memory: (at: number) => 1200 - 20 * at, percent: (at: number) => 93 - at / 2, times: 1 },
  { shape: "a day's rhythm", memory: (at: number) => 900 + 300 * Math.cos((at * Math.PI) / 12), percent: steady(88) },
  { shape: 'a climb with room to spare', memory: (at: number) => 1200 - 20 * at, percent: steady(40) },
])('memory of two days that is $shape: climbs $times', ({ memory, percent, times }) => {
  const findings = observed(
    byQuarter('app', 'PrivateBytes', (at) => memory(at) * megabyte),
    byQuarter('plan', 'MemoryPercentage', percent),
  )

  expect(memoryClimbedForHours(findings)?.text.args?.times).toBe(times)
})

test('memory that fills is told by where it is', () => {
  const filling = observed(byMinute('plan', 'MemoryPercentage', { A: (at) => 73 + (24 * (60 - at)) / 59 }))
  const full = observed(byMinute('plan', 'MemoryPercentage', { A: (at) => (at > 20 ? 86 : 97) }))

  expect(memoryHasRoom(filling)).toBeUndefined()
  expect(memoryFullAllAlong(filling)).toBeUndefined()
  expect(memoryFullAllAlong(full)?.text.args).toEqual({ before: 86, now: 97 })
})

test('memory that steps up to full and stands there does not fit', () => {
  const findings = observed(
    byMinute('plan', 'MemoryPercentage', { A: steady(96) }),
    byQuarter('plan', 'MemoryPercentage', (at) => (at > 3 ? 54 : 96)),
  )

  expect(memorySteppedUp(findings)?.text.args).toMatchObject({ before: 54, now: 96 })
})

test('CPU time that is gone is a hung process, though callers who wait hold connections', () => {
  const findings = slow(
    42,
    byMinute('app', 'CpuTime', { A: stepped(1.4, 0.03) }),
    byMinute('plan', 'CpuPercentage', { A: stepped(7, 4) }),
    byMinute('app', 'RequestsInApplicationQueue', { A: stepped(0, 40) }),
    byMinute('app', 'Threads', { A: stepped(34, 52) }),
    byMinute('app', 'AppConnections', { A: stepped(12, 60) }),
  )

  expect(confidenceOf(hungProcessCause, findings)).toBeGreaterThan(0.6)
  expect(confidenceOf(slowDependencyCause, findings)).toBeLessThan(0.6)
})

test('threads many times as many behind a queue are the pool, a few times as many the dependency', () => {
  const waiting = (threads: number) =>
    slow(
      30,
      byMinute('app', 'CpuTime', { A: steady(4) }),
      byMinute('plan', 'CpuPercentage', { A: steady(7) }),
      byMinute('app', 'RequestsInApplicationQueue', { A: stepped(0, 40) }),
      byMinute('app', 'Threads', { A: (at) => (at > 20 ? 34 : 34 + ((threads - 34) * (21 - at)) / 20) }),
      byMinute('app', 'AppConnections', { A: stepped(12, 80) }),
    )

  const [pool, dependency] = [waiting(300), waiting(80)]

  expect(confidenceOf(threadExhaustionCause, pool)).toBeGreaterThan(confidenceOf(slowDependencyCause, pool))
  expect(confidenceOf(slowDependencyCause, dependency)).toBeGreaterThan(confidenceOf(threadExhaustionCause, dependency))
})

test('a process that dies every few minutes shows, though it holds as much again a minute later', () => {
  const dying = (at: number) => (at > 20 ? 230 : [115, 190, 195, 228, 230][(20 - at) % 5]) ?? 0
  const once = (at: number) => (at === 15 ? 115 : at < 15 && at > 12 ? 190 : 230)
  const private_ = (instances: Parameters<typeof byMinute>[2]) => slow(2, byMinute('app', 'PrivateBytes', instances))

  expect(restartsRepeatedly(private_({ A: dying }))?.text.args).toEqual({ times: 4 })
  expect(restartsRepeatedly(private_({ A: once, B: once, C: once }))).toBeUndefined()
})

test('sockets that are never closed stand at the limit of the worker, however long ago they got there', () => {
  const at = (sockets: number) => observed(byMinute('plan', 'SocketOutboundAll', { A: steady(sockets) }))

  expect(outboundSocketsUp(at(1905))?.text.key).toBe('evidence.sockets-now')
  expect(outboundSocketsUp(at(900))).toBeUndefined()
})

test('an instance on Linux that is stopped and lists neither containers nor processes runs no container', () => {
  const stopped = stateOf('instance', 'A', { state: 'STOPPED', containers: null, processes: 0 })
  const onWindows = stateOf('instance', 'A', { state: 'STOPPED', processes: 0 })

  expect(containerBlockedCause.assess(observed(stopped)).missing).toEqual([])
  expect(containerBlockedCause.assess(observed(onWindows)).missing).toHaveLength(1)
})

test('storage is full before its last byte is, and no quota that stops an app', () => {
  const quota = (current: number) =>
    observed(stateOf('quota', 'FileSystemStorage', { current, limit: 10_737_418_240, unit: 'Bytes', exceeded: false }))

  expect(contentStorageFull(quota(10_737_385_472))).toBeDefined()
  expect(contentStorageFull(quota(9_000_000_000))).toBeUndefined()
  expect(quotaReached(quota(10_737_418_240))).toBeUndefined()
})

test('an app that answers our own request at once holds nobody up', () => {
  const request = (status: number, durationInMs: number) =>
    observed({ kind: 'request', url: 'https://shop.example/', status, durationInMs })

  expect(ownRequestServed(request(200, 300))).toBeDefined()
  expect(ownRequestServed(request(200, 9_000))).toBeUndefined()
  expect(ownRequestServed(request(503, 300))).toBeUndefined()
})

test('threads that came with the slow answers and are level since wait; a pool that runs dry adds more', () => {
  const threads = (since: (at: number) => number) =>
    slow(9, byMinute('app', 'Threads', { A: (at) => (at > 20 ? 42 : since(at)) }))

  expect(threadsKeepRising(threads(steady(76)))).toBeUndefined()
  expect(threadsKeepRising(threads((at) => 42 + (20 - at) * 3))).toBeDefined()
})

test('what climbed for more than a day is no rhythm of a day', () => {
  const findings = observed(
    byMinute('plan', 'MemoryPercentage', { A: steady(86) }),
    byQuarter('plan', 'MemoryPercentage', (at) => 86 - at * 0.5),
  )

  expect(memoryClimbedForHours(findings)?.text.args?.hours).toBeGreaterThan(24)
})

test.each([
  { exception: 'java.lang.OutOfMemoryError', killed: false },
  { exception: undefined, killed: true },
])('a heap that is full is no kill: $exception', ({ exception, killed }) => {
  const line = 'Out of memory'
  const findings = slow(2, {
    kind: 'log',
    log: 'container',
    entry: exception === undefined ? 'error' : 'exception',
    ...(exception === undefined ? {} : { exception }),
    line,
    condition: 'out-of-memory',
    count: 5,
    last: Date.UTC(2026, 2, 3, 9, 58),
  })

  expect(killLogged(findings) !== undefined).toBe(killed)
})

test.each([
  { pace: 6, again: true },
  { pace: 19, again: false },
])('a rule on private bytes that ends processes every $pace minutes', ({ pace, again }) => {
  const held = (at: number) => (0.3 + (0.68 * ((60 - at) % pace)) / (pace - 1)) * 1200 * megabyte
  const rule = { kind: 'private-bytes', megabytes: 1200, action: 'Recycle', leastAgeInMs: 0 }
  const findings = slow(
    2,
    stateOf('rule', 'private-bytes', rule),
    byMinute('app', 'PrivateBytes', { A: held }),
    byMinute('plan', 'MemoryPercentage', { A: steady(55) }),
  )

  expect(ruleTooStrict(findings)?.text.key === 'evidence.rule-met-again').toBe(again)
})

test('a stretch of slow minutes that is over is no cold start', () => {
  const slowAt = (minutes: readonly number[]) =>
    observed(byMinute('app', 'HttpResponseTime', { A: (at) => (minutes.includes(at) ? 10 : 0.3) }))

  expect(slowNowAndThen(slowAt([30, 31, 32, 33, 34, 35]))).toBeUndefined()
  expect(slowNowAndThen(slowAt([12, 33]))?.text.args).toEqual({ count: 2, slowest: 10 })
})
