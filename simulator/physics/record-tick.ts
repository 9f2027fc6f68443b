import { planIdOf, siteIdOf } from '../estate/estate-ids.ts'
import { megabyteInBytes } from '../estate/estate-spec.ts'
import { isHealthCheckDue, passesHealthCheck } from './health-check-rotation.ts'
import { meterOf, recordSample } from './metric-store.ts'
import { isProcessStarted } from './process-state.ts'
import { seededFraction, seededNormal, seededRound } from './seeded-random.ts'
import { frontEndTimeoutInMs, type ProcessLoad, type ProcessOutcome, type WorkerLoad } from './serve-requests.ts'
import { minuteInMs, tickInMs, tickInSeconds } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'
import { type VisitorRefusal, visitorRefusalOf } from './visitor-refusal.ts'

/** Takes down what a process did in the tick that ends at `at`, and moves its memory on. */
export function recordProcessTick(world: SimulatedWorld, load: ProcessLoad, outcome: ProcessOutcome, at: number): void {
  const { app, process } = load
  process.queue = outcome.queue
  process.cpuInSeconds += outcome.cpuInSeconds
  process.waitedInMs = load.ready ? 0 : process.waitedInMs + outcome.queue * tickInMs
  process.ports = outcome.ports
  if (load.ready)
    process.heldThreads = Math.min(maxHeldThreads, process.heldThreads + load.effects.threadsPerSecond * tickInSeconds)
  updateMeasurements(world, load, outcome, at)
  if (!isProcessStarted(app, process, at)) return
  const record = sampleWriterFor(world, load, at)
  if (app.config.healthCheckPath !== null && isHealthCheckDue(at))
    record('HealthCheckStatus', passesHealthCheck(load) ? 100 : 0)
  if (load.effects.startFailure !== undefined && !load.ready) return
  record('CpuTime', outcome.cpuInSeconds)
  record('MemoryWorkingSet', process.last.workingSet)
  record('AverageMemoryWorkingSet', process.last.workingSet)
  record('PrivateBytes', process.last.privateBytes)
  record('Threads', process.last.threads)
  record('RequestsInApplicationQueue', Math.round(outcome.queue))
  record(
    'AppConnections',
    Math.round(pooledConnections(world, load, at) + outcome.waitingOnDependency * 1.4 + outcome.ports * openPortShare),
  )
  const failed = outcome.failedConnections * load.effects.outboundPerRequest * load.arriving
  if (failed > 0) record('SnatConnectionsFailed', failed)
  if (load.ready) countRequests(world, load, outcome, at)
}

/** Past that the pool gives out no more: ours, of the order of what pools are limited to. */
const maxHeldThreads = 2000

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

function updateMeasurements(world: SimulatedWorld, load: ProcessLoad, outcome: ProcessOutcome, at: number): void {
  const { app, process, effects, ready } = load
  const { spec } = app
  const about = [spec.name, spec.slot ?? '', process.worker.ordinal, at] as const
  const room = Math.max(0, 0.972 - process.worker.memory) * process.worker.memoryInBytes
  const leaked = effects.leakInBytesPerSecond * tickInSeconds
  if (ready) process.leakInBytes += Math.min(leaked, room)
  if (leaked <= room) process.fullSince = 0
  else if (process.fullSince === 0) process.fullSince = at
  process.burstInBytes = burstOf(load, at)
  const warmth = ready ? Math.min(1, 0.55 + (at - process.readyAt) / (10 * minuteInMs)) : 0.25
  const breath = 1 + 0.012 * world.noise * seededNormal(world.seed, 'memory', ...about)
  const isUsingMemory = isProcessStarted(app, process, at) && (ready || effects.startFailure === undefined)
  const privateBytes = isUsingMemory
    ? (spec.privateBytes + effects.footprintInBytes) * warmth * breath +
      process.leakInBytes +
      process.burstInBytes +
      outcome.inFlight * 1.2 * megabyteInBytes
    : 0
  const busyThreads = outcome.inFlight * 1.5 + process.heldThreads
  process.last = {
    responseInMs: outcome.responseInMs,
    errorRatio: outcome.errorRatio,
    served: outcome.served,
    privateBytes: Math.round(privateBytes),
    workingSet: Math.round(privateBytes * (0.9 + 0.02 * seededFraction(world.seed, 'resident', ...about))),
    threads: isUsingMemory
      ? Math.round(idleThreads + busyThreads + 3 * seededFraction(world.seed, 'threads', ...about))
      : 0,
    busyThreads: isUsingMemory ? Math.round(busyThreads + (effects.frozen ? idleThreads * 0.8 : 0)) : 0,
    cores: outcome.cpuInSeconds / tickInSeconds,
    failedConnections: outcome.failedConnections,
    paging: outcome.paging,
  }
}

/** What one request asks for comes within three ticks, and is given back when it is done. */
function burstOf({ process, effects, ready }: ProcessLoad, at: number): number {
  if (!ready || at >= process.burstUntil) return 0
  return Math.min(effects.burstInBytes, process.burstInBytes + effects.burstInBytes / 3)
}

/** Some requests take long for reasons of their own. */
const slowShare = 0.015
const slowFactor = 3

/** Shares of what did not fail. */
const notModifiedShare = 0.04
const notFoundShare = 0.022
const unauthorizedShare = 0.012

/** What is not there, or not let in, is soon said. */
const refusedInSeconds = 0.004

function countRequests(world: SimulatedWorld, load: ProcessLoad, outcome: ProcessOutcome, at: number): void {
  const { name, slot = '' } = load.app.spec
  const { ordinal } = load.process.worker
  const about: CountedAbout = { world, name, slot, ordinal, at }
  const answered = roundCount(outcome.served, 'served', about)
  const turnedAway = roundCount(outcome.turnedAway, 'away', about)
  const long = Math.min(answered, roundCount(outcome.long, 'long', about))
  const cutOff = outcome.longInMs >= frontEndTimeoutInMs ? long : 0
  const failed = Math.min(answered, roundCount((answered - cutOff) * outcome.errorRatio, 'failed', about) + cutOff)
  const { forbiddenRatio, scannedPerSecond } = load.effects
  const forbidden = roundCount((answered - failed) * forbiddenRatio, '403', about)
  const well = answered - failed - forbidden
  const notModified = roundCount(well * notModifiedShare, '3xx', about)
  const unauthorized = roundCount(well * unauthorizedShare, '401', about)
  const notFound = roundCount(well * notFoundShare, '404', about)
  const scanned = roundCount((scannedPerSecond * tickInSeconds) / load.sharing, 'scanned', about)
  const refused = roundCount(load.refused, 'refused', about)
  const refusedWith = (status: VisitorRefusal['status']) =>
    visitorRefusalOf(load.app)?.status === status ? refused : 0
  const [redirected, unknown, barred] = [refusedWith(302), refusedWith(401), refusedWith(403)]
  const record = sampleWriterFor(world, load, at)
  record('Http3xx', notModified + redirected)
  record('Http401', unauthorized + unknown)
  record('Http403', forbidden + barred)
  record('Http404', notFound + scanned)
  record('Http406', 0)
  record('Http4xx', unauthorized + unknown + forbidden + barred + notFound + scanned)
  record('Http2xx', Math.max(0, well - notModified - unauthorized - notFound))
  record('Http5xx', failed + turnedAway)
  record('Requests', answered + turnedAway + refused + scanned)
  const jitter = 1 + 0.05 * world.noise * seededNormal(world.seed, 'response', name, slot, ordinal, at)
  const isTail = seededFraction(world.seed, 'tail', name, slot, ordinal, at) < slowShare
  const tail = world.noise === 0 ? 1 + slowShare * (slowFactor - 1) : isTail ? slowFactor : 1
  const inSeconds = (outcome.responseInMs / 1000) * jitter * tail
  for (const metric of ['HttpResponseTime', 'AverageResponseTime']) {
    record(metric, inSeconds, answered - long)
    record(metric, outcome.longInMs / 1000, long)
    if (refused + scanned > 0) record(metric, refusedInSeconds, refused + scanned)
  }
}

interface CountedAbout {
  readonly world: SimulatedWorld
  readonly name: string
  readonly slot: string
  readonly ordinal: number
  readonly at: number
}

function roundCount(value: number, what: string, { world, name, slot, ordinal, at }: CountedAbout): number {
  return world.noise === 0 ? value : seededRound(value, world.seed, what, name, slot, ordinal, at)
}

/** Windows keeps a closed connection in TIME_WAIT for longer than its port is taken at the load balancer. */
const timeWaitFactor = 3

/** What chance makes of nothing, in the mean. */
const restingDiskQueue = 0.38

/** Takes down what the worker as a whole was at, for the metrics of its plan. */
export function recordWorkerTick(world: SimulatedWorld, { plan, worker, loads }: WorkerLoad, at: number): void {
  const meter = worker.meter ?? meterOf(world.metrics, planIdOf(plan.spec.name), worker.machine)
  worker.meter = meter
  const record = (metric: string, value: number) => recordSample(meter, at - tickInMs, { metric, value })
  const noise = world.noise * seededNormal(world.seed, 'worker', plan.spec.name, worker.ordinal, at)
  const queue = loads.reduce((sum, { process }) => sum + process.queue, 0)
  const sockets = loads.reduce((sum, { process }) => sum + process.last.served * 0.8, 40)
  const ports = loads.reduce((sum, { process }) => sum + process.ports, 0)
  record('CpuPercentage', Math.min(100, Math.max(1, worker.cpu * 100 + 1.2 * noise)))
  record('MemoryPercentage', Math.min(99, worker.memory * 100 + 0.3 * noise))
  record('HttpQueueLength', Math.round(queue))
  record(
    'DiskQueueLength',
    Math.max(0, Math.round(noise + (worker.memory > 0.9 ? 14 * (worker.memory - 0.85) * 10 : 0))) +
      (world.noise === 0 ? restingDiskQueue : 0),
  )
  record('SocketOutboundAll', Math.round(sockets + ports))
  record('TcpTimeWait', Math.round(sockets * 1.7 + ports * timeWaitFactor))
}
