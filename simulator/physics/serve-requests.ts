import type { FaultEffects } from '../faults/types.ts'
import { isAppRunning } from './cpu-quota.ts'
import { idleCores } from './cpu-quota-limits.ts'
import type { AppState, SimulatedProcess } from './simulated-app.ts'
import type { PlanState, SimulatedWorker } from './simulated-plan.ts'
import { tickInSeconds } from './simulated-time.ts'
import { connectTimeoutInMs, type OpenedConnections, openConnections } from './snat-ports.ts'

/** What a process has to deal with in one tick: its requests, and what faults do to it. */
export interface ProcessLoad {
  readonly app: AppState
  readonly process: SimulatedProcess
  readonly effects: FaultEffects
  readonly ready: boolean
  /** Requests that reach it. */
  readonly arriving: number
  /** Nothing more can be written below /home. */
  readonly storageIsFull: boolean
  /** Requests to it that App Service answers before it does. */
  readonly refused: number
  /** Processes of the app that share the dependency. */
  readonly sharing: number
}

/** A worker with the processes that share it in one tick. */
export interface WorkerLoad {
  readonly plan: PlanState
  readonly worker: SimulatedWorker
  readonly loads: readonly ProcessLoad[]
}

export interface ProcessOutcome {
  readonly served: number
  /** Turned away with a 503 by the worker's full queue. */
  readonly turnedAway: number
  readonly errorRatio: number
  readonly responseInMs: number
  /** Of those served, the ones that took long, and how long the front end let them. */
  readonly long: number
  readonly longInMs: number
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
  loads: readonly ProcessLoad[],
  worker: WorkerCapacity,
): { outcomes: ProcessOutcome[]; cpu: number } {
  const paging = pagingOf(worker.memory)
  const demands = loads.map((load) => cpuDemandOf(load, worker, paging))
  const wanted = demands.reduce(
    (sum, demand) => sum + demand.coreSeconds,
    (worker.platformCores + paging * 0.25) * tickInSeconds,
  )
  const capacity = worker.cores * tickInSeconds * (isCrowded(loads) ? 0.93 : 0.985)
  const granted = Math.min(1, capacity / wanted)
  const cpu = Math.min(1, wanted / capacity)
  const stretch = 1 + 3 * cpu ** 6
  return { outcomes: demands.map((demand) => outcomeOf(demand, granted, stretch, worker)), cpu }
}

interface CpuDemand {
  readonly load: ProcessLoad
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

function cpuDemandOf(load: ProcessLoad, worker: WorkerCapacity, paging: number): CpuDemand {
  const { app, process, effects, sharing } = load
  const outbound = openConnections(process.ports, effects.outboundPerRequest * load.arriving, tickInSeconds)
  if (!load.ready) return idleDemand({ load, paging, outbound }, startingCores(load, worker))
  if (effects.frozen) return idleDemand({ load, paging, outbound }, idleCores / 4)
  const starved = starvationOf(process.heldThreads)
  const isCold = worker.at < process.readyAt + warmUpInMs
  const cpuInMs = app.spec.cpuInMs * (isCold ? 1.5 : 1)
  const unconnectedInMs = Math.min(1, effects.outboundPerRequest) * outbound.failedShare * connectTimeoutInMs
  const waitInMs = (app.spec.waitInMs * (isCold ? 3 : 1) + effects.waitInMs) * (1 + 60 * paging) + unconnectedInMs
  const starvedInMs = starved * maxThreadWaitInMs
  const concurrency = Math.max(1, app.spec.concurrency * (1 - 0.7 * starved) - heldByLong(load))
  const atOnce = (concurrency * tickInSeconds * 1000) / (waitInMs + starvedInMs + cpuInMs)
  const isPaused = worker.at < process.pausedUntil
  const letThrough = isPaused ? 0 : (effects.dependencyPerSecond * tickInSeconds) / sharing
  const requests = Math.min(process.queue + load.arriving, atOnce, letThrough)
  const coreSeconds = (requests * cpuInMs) / 1000 + (effects.burntCores + idleCores) * tickInSeconds
  return { load, paging, outbound, waitInMs, starvedInMs, concurrency, cpuInMs, requests, coreSeconds }
}

/** Requests that are being worked on for long, each in a place of its own. */
function heldByLong({ effects: { longRatio, longInMs }, arriving }: ProcessLoad): number {
  return (longRatio * arriving * longInMs) / (tickInSeconds * 1000)
}

/** It serves nobody, and takes so many cores for that. */
function idleDemand(
  { load, paging, outbound }: Pick<CpuDemand, 'load' | 'paging' | 'outbound'>,
  cores: number,
): CpuDemand {
  const { cpuInMs, concurrency } = load.app.spec
  const coreSeconds = cores * tickInSeconds
  return { load, paging, outbound, waitInMs: 0, starvedInMs: 0, concurrency, cpuInMs, requests: 0, coreSeconds }
}

/** A process that comes up computes; one that never will gives up soon. */
function startingCores({ app, process, effects }: ProcessLoad, { at }: WorkerCapacity): number {
  if (!isAppRunning(app) || process.isAsleep || process.startedAt > at) return 0
  return effects.startFailure === undefined ? 0.8 : 0.03
}

/** The pool is at its wits' end, and a request waits so long for a thread. */
const maxThreadWaitInMs = 2500

/** 0 up to a hundred threads that never get on, 1 at two hundred and forty: so many the pool gives out before it slows down. */
function starvationOf(heldThreads: number): number {
  return Math.min(1, Math.max(0, (heldThreads - 100) / 140))
}

function outcomeOf(demand: CpuDemand, granted: number, stretch: number, worker: WorkerCapacity): ProcessOutcome {
  const { app, process, effects, ready } = demand.load
  if (ready && effects.frozen) return frozenOutcome(demand)
  const served = demand.requests * granted
  const left = process.queue + demand.load.arriving - served
  const turnedAway = Math.max(0, left - app.spec.queueLimit)
  const queue = Math.max(0, left - turnedAway)
  const perSecond = Math.max(served / tickInSeconds, 0.05)
  const work = demand.waitInMs + demand.starvedInMs + demand.cpuInMs * stretch
  const isHeldUp = Number.isFinite(effects.dependencyPerSecond) && queue > 0
  const full = isHeldUp ? (demand.concurrency / perSecond) * 1000 : 0
  const woken = ready && served > 0 ? process.waitedInMs / served : 0
  const responseInMs = Math.max(work, full) + ((process.queue + queue) / 2 / perSecond) * 1000 + woken
  return {
    served,
    turnedAway,
    queue,
    responseInMs: Math.min(responseInMs, 230_000),
    errorRatio: errorRatioOf(demand, responseInMs),
    long: served * effects.longRatio,
    longInMs: Math.min(effects.longInMs, frontEndTimeoutInMs),
    cpuInSeconds: worker.at < process.startedAt ? 0 : demand.coreSeconds * granted,
    inFlight: Math.min(demand.concurrency, (perSecond * work) / 1000 + queue) + heldByLong(demand.load),
    waitingOnDependency:
      Math.min(demand.concurrency, (perSecond * demand.waitInMs) / 1000 + (isHeldUp ? queue : 0)) +
      heldByLong(demand.load),
    ports: demand.outbound.ports,
    failedConnections: demand.outbound.failedShare,
    paging: demand.paging,
  }
}

/** Windows' request queue; past it the web server says no by itself, and the app's metrics know nothing of it. */
const maxKernelQueueLength = 1000
/** The front end waits so long for an answer. */
export const frontEndTimeoutInMs = 230_000

/** It keeps what it took; only the front end gives up in the end. */
function frozenOutcome({ load, coreSeconds, paging, outbound: { ports } }: CpuDemand): ProcessOutcome {
  const { process, arriving } = load
  const gaveUp = process.queue * Math.min(1, (tickInSeconds * 1000) / frontEndTimeoutInMs)
  return {
    served: 0,
    turnedAway: 0,
    queue: Math.min(maxKernelQueueLength, process.queue + arriving - gaveUp),
    responseInMs: frontEndTimeoutInMs,
    errorRatio: 1,
    long: 0,
    longInMs: 0,
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

function errorRatioOf({ load, paging, outbound }: CpuDemand, responseInMs: number): number {
  const { effects, process } = load
  const missed = process.lacksSecret ? effects.missedSecretRatio : 0
  const unwritten = load.storageIsFull ? effects.writingRatio : 0
  const unconnected = 0.92 * Math.min(1, effects.outboundPerRequest) * outbound.failedShare
  const outOfMemory = effects.leakInBytesPerSecond > 0 ? 0.38 * paging : 0.06 * paging
  const gaveUp = Math.min(0.4, Math.max(0, (responseInMs - clientTimeoutInMs) / (3 * clientTimeoutInMs)))
  const own = baselineErrorRatio + effects.errorRatio + missed + unwritten
  return Math.min(0.95, own + outOfMemory + unconnected + gaveUp)
}

/** 0 up to 85 % of memory used, 1 where it is as full as it gets. */
function pagingOf(memory: number): number {
  return Math.min(1, Math.max(0, (memory - 0.86) / 0.11)) ** 2
}

/** Switching between too many requests costs CPU itself. */
function isCrowded(loads: readonly ProcessLoad[]): boolean {
  return loads.some(({ app, process }) => process.queue > 0.3 * app.spec.queueLimit)
}
