import { planIdOf, siteIdOf } from '../estate/estate-ids.ts'
import { megabyteInBytes } from '../estate/estate-spec.ts'
import { isHealthCheckDue, passesHealthCheck } from './health-check-rotation.ts'
import { meterOf, recordSample } from './metric-store.ts'
import { isProcessStarted } from './process-state.ts'
import { seededFraction, seededNormal, seededRound } from './seeded-random.ts'
import type { ProcessLoad, ProcessOutcome } from './serve-requests.ts'
import type { PlanState, SimulatedWorker } from './simulated-plan.ts'
import { minuteInMs, tickInMs, tickInSeconds } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** Takes down what a process did in the tick that ends at `at`, and moves its memory on. */
export function recordProcessTick(
  world: SimulatedWorld,
  bearing: ProcessLoad,
  served: ProcessOutcome,
  at: number,
): void {
  const { app, process } = bearing
  process.queue = served.queue
  process.cpuInSeconds += served.cpuInSeconds
  process.waitedInMs = bearing.ready ? 0 : process.waitedInMs + served.queue * tickInMs
  process.ports = served.ports
  if (bearing.ready) process.heldThreads += bearing.effects.threadsPerSecond * tickInSeconds
  updateMeasurements(world, bearing, served, at)
  if (!isProcessStarted(app, process, at)) return
  const note = sampleWriterFor(world, bearing, at)
  if (app.config.healthCheckPath !== null && isHealthCheckDue(at))
    note('HealthCheckStatus', passesHealthCheck(bearing) ? 100 : 0)
  if (bearing.effects.startFailure !== undefined && !bearing.ready) return
  note('CpuTime', served.cpuInSeconds)
  note('MemoryWorkingSet', process.last.workingSet)
  note('AverageMemoryWorkingSet', process.last.workingSet)
  note('PrivateBytes', process.last.privateBytes)
  note('Threads', process.last.threads)
  note('RequestsInApplicationQueue', Math.round(served.queue))
  note(
    'AppConnections',
    Math.round(pooledConnections(world, bearing, at) + served.waitingOnDependency * 1.4 + served.ports * openPortShare),
  )
  const failed = served.failedConnections * bearing.effects.outboundPerRequest * bearing.arriving
  if (failed > 0) note('SnatConnectionsFailed', failed)
  if (bearing.ready) countRequests(world, bearing, served, at)
}

/** Of the ports that are in use, so many belong to connections that the process still has. */
const openPortShare = 0.4

function pooledConnections(world: SimulatedWorld, { app, process }: ProcessLoad, at: number): number {
  return 5 + 3 * seededFraction(world.seed, 'pooled', app.spec.name, process.worker.ordinal, at)
}

/** Of a process at rest. */
const idleThreads = 38

type SampleWriter = (metric: string, value: number, weight?: number) => void

function sampleWriterFor(world: SimulatedWorld, { app, process }: ProcessLoad, at: number): SampleWriter {
  // A swap moves processes from app to app.
  if (process.measured?.as !== app) {
    process.measured = { as: app, by: meterOf(world.metrics, siteIdOf(app.spec), process.worker.machine) }
  }
  const meter = process.measured.by
  return (metric, value, weight = 1) => recordSample(meter, at - tickInMs, { metric, value, weight })
}

function updateMeasurements(world: SimulatedWorld, bearing: ProcessLoad, served: ProcessOutcome, at: number): void {
  const { app, process, effects: strain, ready } = bearing
  const { spec } = app
  const about = [spec.name, spec.slot ?? '', process.worker.ordinal, at] as const
  const room = Math.max(0, 0.972 - process.worker.memory) * process.worker.memoryInBytes
  if (ready) process.leakInBytes += Math.min(strain.leakInBytesPerSecond * tickInSeconds, room)
  const warmth = ready ? Math.min(1, 0.55 + (at - process.readyAt) / (10 * minuteInMs)) : 0.25
  const breath = 1 + 0.012 * seededNormal(world.seed, 'memory', ...about)
  const isUsingMemory = isProcessStarted(app, process, at) && (ready || strain.startFailure === undefined)
  const privateBytes = isUsingMemory
    ? (spec.privateBytes + strain.footprintInBytes) * warmth * breath +
      process.leakInBytes +
      served.inFlight * 1.2 * megabyteInBytes
    : 0
  const busyThreads = served.inFlight * 1.5 + process.heldThreads
  process.last = {
    responseInMs: served.responseInMs,
    errorRatio: served.errorRatio,
    served: served.served,
    privateBytes: Math.round(privateBytes),
    workingSet: Math.round(privateBytes * (0.9 + 0.02 * seededFraction(world.seed, 'resident', ...about))),
    threads: isUsingMemory
      ? Math.round(idleThreads + busyThreads + 3 * seededFraction(world.seed, 'threads', ...about))
      : 0,
    busyThreads: isUsingMemory ? Math.round(busyThreads + (strain.frozen ? idleThreads * 0.8 : 0)) : 0,
    cores: served.cpuInSeconds / tickInSeconds,
    failedConnections: served.failedConnections,
    paging: served.paging,
  }
}

/** Some requests take long for reasons of their own. */
const slowShare = 0.015

/** Shares of what did not fail. */
const notModifiedShare = 0.04
const notFoundShare = 0.022
const unauthorizedShare = 0.012

function countRequests(world: SimulatedWorld, bearing: ProcessLoad, served: ProcessOutcome, at: number): void {
  const { name, slot = '' } = bearing.app.spec
  const round = (value: number, what: string) =>
    seededRound(value, world.seed, what, name, slot, bearing.process.worker.ordinal, at)
  const answered = round(served.served, 'served')
  const turnedAway = round(served.turnedAway, 'away')
  const failed = Math.min(answered, round(answered * served.errorRatio, 'failed'))
  const well = answered - failed
  const counts = {
    Http3xx: round(well * notModifiedShare, '3xx'),
    Http401: round(well * unauthorizedShare, '401'),
    Http403: 0,
    Http404: round(well * notFoundShare, '404'),
    Http406: 0,
  }
  const http4xx = counts.Http401 + counts.Http404
  const note = sampleWriterFor(world, bearing, at)
  for (const [metric, value] of Object.entries(counts)) note(metric, value)
  note('Http4xx', http4xx)
  note('Http2xx', Math.max(0, well - counts.Http3xx - http4xx))
  note('Http5xx', failed + turnedAway)
  note('Requests', answered + turnedAway)
  const jitter = 1 + 0.05 * seededNormal(world.seed, 'response', name, slot, bearing.process.worker.ordinal, at)
  const tail = seededFraction(world.seed, 'tail', name, slot, bearing.process.worker.ordinal, at) < slowShare ? 3 : 1
  const inSeconds = (served.responseInMs / 1000) * jitter * tail
  note('HttpResponseTime', inSeconds, answered)
  note('AverageResponseTime', inSeconds, answered)
}

/** Windows keeps a closed connection in TIME_WAIT for longer than its port is taken at the load balancer. */
const timeWaitFactor = 3

export function recordWorkerTick(
  world: SimulatedWorld,
  plan: PlanState,
  worker: SimulatedWorker,
  bearings: readonly ProcessLoad[],
  at: number,
): void {
  const meter = worker.meter ?? meterOf(world.metrics, planIdOf(plan.spec.name), worker.machine)
  worker.meter = meter
  const note = (metric: string, value: number) => recordSample(meter, at - tickInMs, { metric, value })
  const noise = seededNormal(world.seed, 'worker', plan.spec.name, worker.ordinal, at)
  const queue = bearings.reduce((sum, { process }) => sum + process.queue, 0)
  const sockets = bearings.reduce((sum, { process }) => sum + process.last.served * 0.8, 40)
  const ports = bearings.reduce((sum, { process }) => sum + process.ports, 0)
  note('CpuPercentage', Math.min(100, Math.max(1, worker.cpu * 100 + 1.2 * noise)))
  note('MemoryPercentage', Math.min(99, worker.memory * 100 + 0.3 * noise))
  note('HttpQueueLength', Math.round(queue))
  note('DiskQueueLength', Math.max(0, Math.round(noise + (worker.memory > 0.9 ? 14 * (worker.memory - 0.85) * 10 : 0))))
  note('SocketOutboundAll', Math.round(sockets + ports))
  note('TcpTimeWait', Math.round(sockets * 1.7 + ports * timeWaitFactor))
}
