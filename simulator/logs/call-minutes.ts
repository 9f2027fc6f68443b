import { hostLabelOf } from '../estate/estate-ids.ts'
import { activeFaultsOn } from '../physics/active-faults.ts'
import { faultEffectsOn } from '../physics/fault-effects.ts'
import { seededFraction } from '../physics/seeded-random.ts'
import type { AppState } from '../physics/simulated-app.ts'
import type { SimulatedPeriod } from '../physics/simulated-time.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import { appFailureOf } from './app-failure.ts'
import { type LogMinute, logMinutesOf } from './log-minutes.ts'

/** Calls of one minute and machine that have everything in common but how long they took. */
export interface CallMinute {
  readonly at: number
  readonly machine: string
  /** Path, or what was called. */
  readonly name: string
  readonly type?: string
  readonly status: number
  readonly failed: boolean
  readonly count: number
  readonly durationInMs: number
}

/** Which share of the visits a path has; what takes an id has another each time. */
const visits: readonly (readonly [path: string, share: number])[] = [
  ['/', 0.34],
  ['/products/4711', 0.3],
  ['/basket', 0.16],
  ['/search', 0.12],
  ['/account', 0.08],
]
/** Of those that ask for what fails, some get it. */
const wellOnFailingPath = 0.05

/** What visitors asked for: the measured minutes, divided over the paths. */
export function requestMinutesOf(world: SimulatedWorld, app: AppState, period: SimulatedPeriod): readonly CallMinute[] {
  return minutesOf(world, app, period).flatMap((minute) => {
    const { path } = appFailureOf(world, app, minute.at)
    const isOwn = activeFaultsOn(world, app, minute.at).some(({ fault }) => fault.failure !== undefined)
    const served = minute.requests - minute.failed
    const onPath = isOwn ? Math.min(served, Math.ceil(wellOnFailingPath * minute.failed)) : 0
    const failing = isOwn ? [[path, 1] as const] : visits
    return [
      ...visits.map(([name, share]) => callOf(minute, name, 200, (served - onPath) * share)),
      ...(onPath === 0 ? [] : [callOf(minute, path, 200, onPath)]),
      ...failing.map(([name, share]) => callOf(minute, name, 500, minute.failed * share)),
    ].filter(({ count }) => count > 0)
  })
}

function callOf(minute: LogMinute, name: string, status: number, count: number): CallMinute {
  const { at, machine, responseInMs: durationInMs } = minute
  return { at, machine, name, status, failed: status >= 500, count: Math.round(count), durationInMs }
}

const database = { name: 'tcp:contoso-sql.database.windows.net,1433 | orders', type: 'SQL' } as const
const partner = { name: 'partner.example', type: 'HTTP' } as const
/** Of what a request waits for when all is well, the database has this much. */
const databaseShare = 0.6

/** What the app called while it worked on them: its database each time, and the partner as often as a fault has it. */
export function dependencyMinutesOf(
  world: SimulatedWorld,
  app: AppState,
  period: SimulatedPeriod,
): readonly CallMinute[] {
  return minutesOf(world, app, period).flatMap((minute) => {
    const process = app.processes.find(({ worker }) => worker.machine === minute.machine) ?? app.processes[0]
    if (process === undefined || minute.requests === 0) return []
    const effects = faultEffectsOn(world, app, process, minute.at)
    const isHeldUp = Number.isFinite(effects.dependencyPerSecond)
    const durationInMs = isHeldUp
      ? Math.max(app.spec.waitInMs, minute.responseInMs - app.spec.cpuInMs)
      : databaseShare * app.spec.waitInMs
    const called = { at: minute.at, machine: minute.machine }
    const isAsked = effects.outboundPerRequest > 0
    const lost = isAsked ? minute.failed : 0
    return [
      { ...called, ...database, status: 0, failed: false, count: minute.requests, durationInMs },
      ...(isAsked
        ? [{ ...called, ...partner, status: 200, failed: false, count: minute.requests - lost, durationInMs: 90 }]
        : []),
      ...(lost > 0 ? [{ ...called, ...partner, status: 0, failed: true, count: lost, durationInMs: 21_000 }] : []),
    ].filter(({ count }) => count > 0)
  })
}

function minutesOf(world: SimulatedWorld, app: AppState, period: SimulatedPeriod): readonly LogMinute[] {
  return app.plan.workers.flatMap(({ machine }) => logMinutesOf(world, app, machine, period))
}

/** How long each of a few took, around what was measured; the last is the slowest. */
const spread = [0.55, 0.8, 1, 1.9] as const

export interface SpreadCall {
  readonly at: number
  readonly durationInMs: number
  /** How many it stands for. */
  readonly count: number
}

/** A minute's calls as a handful of rows; one in twenty takes as long as the slowest. */
export function spreadCalls(world: SimulatedWorld, app: AppState, minute: CallMinute): readonly SpreadCall[] {
  const { count, durationInMs, machine, name, status } = minute
  const drawn = seededFraction(world.seed, 'calls', hostLabelOf(app.spec), machine, minute.at, name, status)
  const slow = Math.round(count * 0.06)
  const shares = [count - slow - 2 * Math.floor((count - slow) / 3), Math.floor((count - slow) / 3)]
  return [shares[0] ?? 0, shares[1] ?? 0, shares[1] ?? 0, slow].flatMap((part, index) =>
    part <= 0
      ? []
      : [
          {
            at: minute.at + Math.floor(((index + drawn) * 60_000) / spread.length),
            durationInMs: durationInMs * (spread[index] ?? 1) * (0.95 + 0.1 * drawn),
            count: part,
          },
        ],
  )
}
