import { planIdOf, siteIdOf } from '../estate/ids.ts'
import { megabyte } from '../estate/spec.ts'
import { measure, meterOf, minuteInMs } from './metrics.ts'
import { isOpen } from './quota.ts'
import { chance, deviation, roundFairly } from './random.ts'
import { answersPing, isPinged } from './rotation.ts'
import type { Bearing, Served } from './serve.ts'
import { tickInMs, tickInSeconds } from './tick-length.ts'
import type { PlanState, Worker, World } from './world.ts'

/** Takes down what a process did in the tick that ends at `at`, and moves its memory on. */
export function record(world: World, bearing: Bearing, served: Served, at: number): void {
  const { app, process } = bearing
  process.queue = served.queue
  process.cpuInSeconds += served.cpuInSeconds
  process.waitedInMs = bearing.ready ? 0 : process.waitedInMs + served.queue * tickInMs
  process.ports = served.ports
  if (bearing.ready) process.heldThreads += bearing.strain.threadsPerSecond * tickInSeconds
  grow(world, bearing, served, at)
  if (!isAlive(bearing, at)) return
  const note = noteFor(world, bearing, at)
  if (app.config.healthCheckPath !== null && isPinged(at)) note('HealthCheckStatus', answersPing(bearing) ? 100 : 0)
  if (bearing.strain.startFailure !== undefined && !bearing.ready) return
  note('CpuTime', served.cpuInSeconds)
  note('MemoryWorkingSet', process.last.workingSet)
  note('AverageMemoryWorkingSet', process.last.workingSet)
  note('PrivateBytes', process.last.privateBytes)
  note('Threads', process.last.threads)
  note('RequestsInApplicationQueue', Math.round(served.queue))
  note(
    'AppConnections',
    Math.round(pooledConnections(world, bearing, at) + served.onOthers * 1.4 + served.ports * stillOpen),
  )
  const failed = served.failedConnections * bearing.strain.outboundPerRequest * bearing.arriving
  if (failed > 0) note('SnatConnectionsFailed', failed)
  if (bearing.ready) countRequests(world, bearing, served, at)
}

/** Of the ports that are in use, so many belong to connections that the process still has. */
const stillOpen = 0.4

function pooledConnections(world: World, { app, process }: Bearing, at: number): number {
  return 5 + 3 * chance(world.seed, 'pooled', app.spec.name, process.worker.ordinal, at)
}

function isAlive({ app, process }: Bearing, at: number): boolean {
  return process.bornAt <= at && !process.isAsleep && isOpen(app)
}

/** Of a process at rest. */
const ownThreads = 38

type Note = (metric: string, value: number, weight?: number) => void

function noteFor(world: World, { app, process }: Bearing, at: number): Note {
  // A swap moves processes from app to app.
  if (process.measured?.as !== app) {
    process.measured = { as: app, by: meterOf(world.metrics, siteIdOf(app.spec), process.worker.machine) }
  }
  const meter = process.measured.by
  return (metric, value, weight = 1) => measure(meter, at - tickInMs, { metric, value, weight })
}

function grow(world: World, bearing: Bearing, served: Served, at: number): void {
  const { app, process, strain, ready } = bearing
  const { spec } = app
  const about = [spec.name, spec.slot ?? '', process.worker.ordinal, at] as const
  const room = Math.max(0, 0.972 - process.worker.memory) * process.worker.memoryInBytes
  if (ready) process.leakInBytes += Math.min(strain.leakInBytesPerSecond * tickInSeconds, room)
  const warmth = ready ? Math.min(1, 0.55 + (at - process.readyAt) / (10 * minuteInMs)) : 0.25
  const breath = 1 + 0.012 * deviation(world.seed, 'memory', ...about)
  const alive = isAlive(bearing, at) && (ready || strain.startFailure === undefined)
  const privateBytes = alive
    ? (spec.privateBytes + strain.footprintInBytes) * warmth * breath +
      process.leakInBytes +
      served.inFlight * 1.2 * megabyte
    : 0
  const busyThreads = served.inFlight * 1.5 + process.heldThreads
  process.last = {
    responseInMs: served.responseInMs,
    errorRatio: served.errorRatio,
    served: served.served,
    privateBytes: Math.round(privateBytes),
    workingSet: Math.round(privateBytes * (0.9 + 0.02 * chance(world.seed, 'resident', ...about))),
    threads: alive ? Math.round(ownThreads + busyThreads + 3 * chance(world.seed, 'threads', ...about)) : 0,
    busyThreads: alive ? Math.round(busyThreads + (strain.frozen ? ownThreads * 0.8 : 0)) : 0,
    cores: served.cpuInSeconds / tickInSeconds,
    failedConnections: served.failedConnections,
    paging: served.paging,
  }
}

/** Some requests take long for reasons of their own. */
const fewSlow = 0.015

/** Shares of what did not fail. */
const notModified = 0.04
const notFound = 0.022
const unauthorised = 0.012

function countRequests(world: World, bearing: Bearing, served: Served, at: number): void {
  const { name, slot = '' } = bearing.app.spec
  const round = (value: number, what: string) =>
    roundFairly(value, world.seed, what, name, slot, bearing.process.worker.ordinal, at)
  const answered = round(served.served, 'served')
  const turnedAway = round(served.turnedAway, 'away')
  const failed = Math.min(answered, round(answered * served.errorRatio, 'failed'))
  const well = answered - failed
  const counts = {
    Http3xx: round(well * notModified, '3xx'),
    Http401: round(well * unauthorised, '401'),
    Http403: 0,
    Http404: round(well * notFound, '404'),
    Http406: 0,
  }
  const http4xx = counts.Http401 + counts.Http404
  const note = noteFor(world, bearing, at)
  for (const [metric, value] of Object.entries(counts)) note(metric, value)
  note('Http4xx', http4xx)
  note('Http2xx', Math.max(0, well - counts.Http3xx - http4xx))
  note('Http5xx', failed + turnedAway)
  note('Requests', answered + turnedAway)
  const jitter = 1 + 0.05 * deviation(world.seed, 'response', name, slot, bearing.process.worker.ordinal, at)
  const tail = chance(world.seed, 'tail', name, slot, bearing.process.worker.ordinal, at) < fewSlow ? 3 : 1
  const inSeconds = (served.responseInMs / 1000) * jitter * tail
  note('HttpResponseTime', inSeconds, answered)
  note('AverageResponseTime', inSeconds, answered)
}

/** Windows keeps a closed connection in TIME_WAIT for longer than its port is taken at the load balancer. */
const lingering = 3

export function recordWorker(
  world: World,
  plan: PlanState,
  worker: Worker,
  bearings: readonly Bearing[],
  at: number,
): void {
  const meter = worker.meter ?? meterOf(world.metrics, planIdOf(plan.spec.name), worker.machine)
  worker.meter = meter
  const note = (metric: string, value: number) => measure(meter, at - tickInMs, { metric, value })
  const noise = deviation(world.seed, 'worker', plan.spec.name, worker.ordinal, at)
  const queue = bearings.reduce((sum, { process }) => sum + process.queue, 0)
  const sockets = bearings.reduce((sum, { process }) => sum + process.last.served * 0.8, 40)
  const ports = bearings.reduce((sum, { process }) => sum + process.ports, 0)
  note('CpuPercentage', Math.min(100, Math.max(1, worker.cpu * 100 + 1.2 * noise)))
  note('MemoryPercentage', Math.min(99, worker.memory * 100 + 0.3 * noise))
  note('HttpQueueLength', Math.round(queue))
  note('DiskQueueLength', Math.max(0, Math.round(noise + (worker.memory > 0.9 ? 14 * (worker.memory - 0.85) * 10 : 0))))
  note('SocketOutboundAll', Math.round(sockets + ports))
  note('TcpTimeWait', Math.round(sockets * 1.7 + ports * lingering))
}
