import type { Strain } from '../faults/types.ts'
import { tickInSeconds } from './tick-length.ts'
import type { AppState, Process } from './world.ts'

/** A process with what bears on it in one tick. */
export interface Bearing {
  readonly app: AppState
  readonly process: Process
  readonly strain: Strain
  readonly ready: boolean
  /** Requests that reach it. */
  readonly arriving: number
  /** Processes of the app that share the dependency. */
  readonly sharing: number
}

export interface Served {
  readonly served: number
  /** Turned away with a 503 by the worker's full queue. */
  readonly turnedAway: number
  readonly errorRatio: number
  readonly responseInMs: number
  readonly cpuInSeconds: number
  readonly inFlight: number
  readonly queue: number
}

export interface Machine {
  readonly cores: number
  /** 0…1, of the tick before. */
  readonly memory: number
  readonly platformCores: number
  readonly at: number
}

/** Cold caches and just-in-time compilation. */
const coldForInMs = 60_000
/** Past this a client has gone away and the request counts as failed. */
const patienceInMs = 30_000

/** One worker's tick: everybody wants CPU, nobody gets more than there is. */
export function serve(bearings: readonly Bearing[], machine: Machine): { served: Served[]; cpu: number } {
  const paging = pagingOf(machine.memory)
  const wishes = bearings.map((bearing) => wishOf(bearing, machine, paging))
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

interface Wish {
  readonly bearing: Bearing
  readonly paging: number
  readonly waitInMs: number
  readonly cpuInMs: number
  readonly requests: number
  readonly coreSeconds: number
}

function wishOf(bearing: Bearing, machine: Machine, paging: number): Wish {
  const { app, process, strain, sharing } = bearing
  if (!bearing.ready) {
    const starting = app.enabled && process.bornAt <= machine.at ? 0.8 * tickInSeconds : 0
    return { bearing, paging, waitInMs: 0, cpuInMs: app.spec.cpuInMs, requests: 0, coreSeconds: starting }
  }
  const isCold = machine.at < process.readyAt + coldForInMs
  const cpuInMs = app.spec.cpuInMs * (isCold ? 1.5 : 1)
  const waitInMs = (app.spec.waitInMs * (isCold ? 3 : 1) + strain.waitInMs) * (1 + 60 * paging)
  const atOnce = (app.spec.concurrency * tickInSeconds * 1000) / (waitInMs + cpuInMs)
  const isPaused = machine.at < process.pausedUntil
  const letThrough = isPaused ? 0 : (strain.dependencyPerSecond * tickInSeconds) / sharing
  const requests = Math.min(process.queue + bearing.arriving, atOnce, letThrough)
  const coreSeconds = (requests * cpuInMs) / 1000 + strain.burntCores * tickInSeconds + 0.01 * tickInSeconds
  return { bearing, paging, waitInMs, cpuInMs, requests, coreSeconds }
}

function outcomeOf(wish: Wish, granted: number, stretch: number, machine: Machine): Served {
  const { app, process, strain } = wish.bearing
  const served = wish.requests * granted
  const left = process.queue + wish.bearing.arriving - served
  const turnedAway = Math.max(0, left - app.spec.queueLimit)
  const queue = Math.max(0, left - turnedAway)
  const perSecond = Math.max(served / tickInSeconds, 0.05)
  const work = wish.waitInMs + wish.cpuInMs * stretch
  const full = Number.isFinite(strain.dependencyPerSecond) && queue > 0 ? (app.spec.concurrency / perSecond) * 1000 : 0
  const responseInMs = Math.max(work, full) + ((process.queue + queue) / 2 / perSecond) * 1000
  return {
    served,
    turnedAway,
    queue,
    responseInMs: Math.min(responseInMs, 230_000),
    errorRatio: errorsOf(strain, wish.paging, responseInMs),
    cpuInSeconds: wish.coreSeconds * granted,
    inFlight: Math.min(app.spec.concurrency, (perSecond * work) / 1000 + queue),
    ...(machine.at < process.bornAt && { cpuInSeconds: 0 }),
  }
}

function errorsOf(strain: Strain, paging: number, responseInMs: number): number {
  const outOfMemory = strain.leakInBytesPerSecond > 0 ? 0.38 * paging : 0.06 * paging
  const gaveUp = Math.min(0.4, Math.max(0, (responseInMs - patienceInMs) / (3 * patienceInMs)))
  return Math.min(0.95, 0.00003 + strain.errorRatio + outOfMemory + gaveUp)
}

/** 0 up to 85 % of memory used, 1 where it is as full as it gets. */
function pagingOf(memory: number): number {
  return Math.min(1, Math.max(0, (memory - 0.86) / 0.11)) ** 2
}

/** Switching between too many requests costs CPU itself. */
function isCrowded(bearings: readonly Bearing[]): boolean {
  return bearings.some(({ app, process }) => process.queue > 0.3 * app.spec.queueLimit)
}
