import type { FaultEffects } from '../faults/types.ts'
import { isAppRunning } from './cpu-quota.ts'
import { idleCores } from './cpu-quota-limits.ts'
import type { AppState, SimulatedProcess } from './simulated-app.ts'
import { tickInSeconds } from './simulated-time.ts'
import { connectTimeoutInMs, type OpenedConnections, openConnections } from './snat-ports.ts'

/** A process with what bears on it in one tick. */
export interface ProcessLoad {
  readonly app: AppState
  readonly process: SimulatedProcess
  readonly effects: FaultEffects
  readonly ready: boolean
  /** Requests that reach it. */
  readonly arriving: number
  /** Processes of the app that share the dependency. */
  readonly sharing: number
}

export interface ProcessOutcome {
  readonly served: number
  /** Turned away with a 503 by the worker's full queue. */
  readonly turnedAway: number
  readonly errorRatio: number
  readonly responseInMs: number
  readonly cpuInSeconds: number
  readonly inFlight: number
  /** Of those, the ones that wait for somebody else's answer. */
  readonly waitingOnDependency: number
  readonly queue: number
  /** Source ports in use at the end. */
  readonly ports: number
  /** Share of outbound connections that found no port. */
  readonly failedConnections: number
  readonly paging: number
}

export interface WorkerCapacity {
  readonly cores: number
  /** 0…1, of the tick before. */
  readonly memory: number
  readonly platformCores: number
  readonly at: number
}

/** Cold caches and just-in-time compilation. */
const warmUpInMs = 60_000
/** Past this a client has gone away and the request counts as failed. */
const clientTimeoutInMs = 30_000

/** One worker's tick: everybody wants CPU, nobody gets more than there is. */
export function serveRequests(
  bearings: readonly ProcessLoad[],
  machine: WorkerCapacity,
): { served: ProcessOutcome[]; cpu: number } {
  const paging = pagingOf(machine.memory)
  const wishes = bearings.map((bearing) => cpuDemandOf(bearing, machine, paging))
  const wanted = wishes.reduce(
    (sum, wish) => sum + wish.coreSeconds,
    (machine.platformCores + paging * 0.25) * tickInSeconds,
  )
  const capacity = machine.cores * tickInSeconds * (isCrowded(bearings) ? 0.93 : 0.985)
  const granted = Math.min(1, capacity / wanted)
  const cpu = Math.min(1, wanted / capacity)
  const stretch = 1 + 3 * cpu ** 6
  return { served: wishes.map((wish) => outcomeOf(wish, granted, stretch, machine)), cpu }
}

interface CpuDemand {
  readonly bearing: ProcessLoad
  readonly paging: number
  readonly outbound: OpenedConnections
  /** On others. */
  readonly waitInMs: number
  /** For a thread of its own process. */
  readonly starvedInMs: number
  readonly concurrency: number
  readonly cpuInMs: number
  readonly requests: number
  readonly coreSeconds: number
}

function cpuDemandOf(bearing: ProcessLoad, machine: WorkerCapacity, paging: number): CpuDemand {
  const { app, process, effects: strain, sharing } = bearing
  const outbound = openConnections(process.ports, strain.outboundPerRequest * bearing.arriving, tickInSeconds)
  if (!bearing.ready) return idleDemand({ bearing, paging, outbound }, startingCores(bearing, machine))
  if (strain.frozen) return idleDemand({ bearing, paging, outbound }, idleCores / 4)
  const starved = starvationOf(process.heldThreads)
  const isCold = machine.at < process.readyAt + warmUpInMs
  const cpuInMs = app.spec.cpuInMs * (isCold ? 1.5 : 1)
  const unconnectedInMs = Math.min(1, strain.outboundPerRequest) * outbound.failedShare * connectTimeoutInMs
  const waitInMs = (app.spec.waitInMs * (isCold ? 3 : 1) + strain.waitInMs) * (1 + 60 * paging) + unconnectedInMs
  const starvedInMs = starved * maxThreadWaitInMs
  const concurrency = app.spec.concurrency * (1 - 0.7 * starved)
  const atOnce = (concurrency * tickInSeconds * 1000) / (waitInMs + starvedInMs + cpuInMs)
  const isPaused = machine.at < process.pausedUntil
  const letThrough = isPaused ? 0 : (strain.dependencyPerSecond * tickInSeconds) / sharing
  const requests = Math.min(process.queue + bearing.arriving, atOnce, letThrough)
  const coreSeconds = (requests * cpuInMs) / 1000 + (strain.burntCores + idleCores) * tickInSeconds
  return { bearing, paging, outbound, waitInMs, starvedInMs, concurrency, cpuInMs, requests, coreSeconds }
}

/** It serves nobody, and takes so many cores for that. */
function idleDemand(
  { bearing, paging, outbound }: Pick<CpuDemand, 'bearing' | 'paging' | 'outbound'>,
  cores: number,
): CpuDemand {
  const { cpuInMs, concurrency } = bearing.app.spec
  const coreSeconds = cores * tickInSeconds
  return { bearing, paging, outbound, waitInMs: 0, starvedInMs: 0, concurrency, cpuInMs, requests: 0, coreSeconds }
}

/** A process that comes up computes; one that never will gives up soon. */
function startingCores({ app, process, effects: strain }: ProcessLoad, { at }: WorkerCapacity): number {
  if (!isAppRunning(app) || process.isAsleep || process.startedAt > at) return 0
  return strain.startFailure === undefined ? 0.8 : 0.03
}

/** The pool is at its wits' end, and a request waits so long for a thread. */
const maxThreadWaitInMs = 2500

/** 0 up to a hundred threads that never get on, 1 at two hundred and forty: so many the pool gives out before it slows down. */
function starvationOf(heldThreads: number): number {
  return Math.min(1, Math.max(0, (heldThreads - 100) / 140))
}

function outcomeOf(wish: CpuDemand, granted: number, stretch: number, machine: WorkerCapacity): ProcessOutcome {
  const { app, process, effects: strain, ready } = wish.bearing
  if (ready && strain.frozen) return frozenOutcome(wish)
  const served = wish.requests * granted
  const left = process.queue + wish.bearing.arriving - served
  const turnedAway = Math.max(0, left - app.spec.queueLimit)
  const queue = Math.max(0, left - turnedAway)
  const perSecond = Math.max(served / tickInSeconds, 0.05)
  const work = wish.waitInMs + wish.starvedInMs + wish.cpuInMs * stretch
  const isHeldUp = Number.isFinite(strain.dependencyPerSecond) && queue > 0
  const full = isHeldUp ? (wish.concurrency / perSecond) * 1000 : 0
  const woken = ready && served > 0 ? process.waitedInMs / served : 0
  const responseInMs = Math.max(work, full) + ((process.queue + queue) / 2 / perSecond) * 1000 + woken
  return {
    served,
    turnedAway,
    queue,
    responseInMs: Math.min(responseInMs, 230_000),
    errorRatio: errorRatioOf(wish, responseInMs),
    cpuInSeconds: machine.at < process.startedAt ? 0 : wish.coreSeconds * granted,
    inFlight: Math.min(wish.concurrency, (perSecond * work) / 1000 + queue),
    waitingOnDependency: Math.min(wish.concurrency, (perSecond * wish.waitInMs) / 1000 + (isHeldUp ? queue : 0)),
    ports: wish.outbound.ports,
    failedConnections: wish.outbound.failedShare,
    paging: wish.paging,
  }
}

/** Windows' request queue; past it the web server says no by itself, and the app's metrics know nothing of it. */
const maxKernelQueueLength = 1000
/** The front end waits so long for an answer. */
export const frontEndTimeoutInMs = 230_000

/** It keeps what it took; only the front end gives up in the end. */
function frozenOutcome({ bearing, coreSeconds, paging, outbound: { ports } }: CpuDemand): ProcessOutcome {
  const { process, arriving } = bearing
  const gaveUp = process.queue * Math.min(1, (tickInSeconds * 1000) / frontEndTimeoutInMs)
  return {
    served: 0,
    turnedAway: 0,
    queue: Math.min(maxKernelQueueLength, process.queue + arriving - gaveUp),
    responseInMs: frontEndTimeoutInMs,
    errorRatio: 1,
    cpuInSeconds: coreSeconds,
    inFlight: 1,
    waitingOnDependency: 0,
    ports,
    failedConnections: 0,
    paging,
  }
}

/** No app is without errors. */
const baselineErrorRatio = 0.0002

function errorRatioOf({ bearing: { effects: strain }, paging, outbound }: CpuDemand, responseInMs: number): number {
  const unconnected = 0.92 * Math.min(1, strain.outboundPerRequest) * outbound.failedShare
  const outOfMemory = strain.leakInBytesPerSecond > 0 ? 0.38 * paging : 0.06 * paging
  const gaveUp = Math.min(0.4, Math.max(0, (responseInMs - clientTimeoutInMs) / (3 * clientTimeoutInMs)))
  return Math.min(0.95, baselineErrorRatio + strain.errorRatio + outOfMemory + unconnected + gaveUp)
}

/** 0 up to 85 % of memory used, 1 where it is as full as it gets. */
function pagingOf(memory: number): number {
  return Math.min(1, Math.max(0, (memory - 0.86) / 0.11)) ** 2
}

/** Switching between too many requests costs CPU itself. */
function isCrowded(bearings: readonly ProcessLoad[]): boolean {
  return bearings.some(({ app, process }) => process.queue > 0.3 * app.spec.queueLimit)
}
