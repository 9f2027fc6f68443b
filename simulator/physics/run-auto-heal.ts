import { siteIdOf } from '../estate/estate-ids.ts'
import { activeFaultsOn } from './active-faults.ts'
import { timeSpanInMs } from './iso-duration.ts'
import { takesRequests } from './process-state.ts'
import { restartProcess } from './restart-process.ts'
import { seededFraction } from './seeded-random.ts'
import type { AppState, SimulatedProcess } from './simulated-app.ts'
import { minuteInMs } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** Auto-heal's rules, as Azure has them; everything may be left out. */
export interface AutoHealRules {
  readonly triggers?: {
    readonly requests?: CountTrigger | null
    readonly privateBytesInKB?: number | null
    readonly statusCodes?:
      | readonly (CountTrigger & { readonly status?: number; readonly path?: string | null })[]
      | null
    readonly statusCodesRange?:
      | readonly (CountTrigger & { readonly statusCodes?: string; readonly path?: string | null })[]
      | null
    readonly slowRequests?: SlowTrigger | null
    readonly slowRequestsWithPath?: readonly SlowTrigger[] | null
  } | null
  readonly actions?: { readonly actionType?: string; readonly minProcessExecutionTime?: string | null } | null
}

interface CountTrigger {
  readonly count?: number
  readonly timeInterval?: string
}

interface SlowTrigger extends CountTrigger {
  readonly timeTaken?: string
  readonly path?: string | null
}

/** Whether one of the triggers is met by what this process did since it began. */
function isTriggered(
  world: SimulatedWorld,
  app: AppState,
  process: SimulatedProcess,
  { triggers, at }: { readonly triggers: NonNullable<AutoHealRules['triggers']>; readonly at: number },
): boolean {
  const count = (metric: string, trigger: CountTrigger) => countOf(world, app, process, { metric, at, trigger })
  const isPath = (path: string | null | undefined) => !path || failingPathOf(world, app, at) === path
  const meets = (trigger: CountTrigger, seen: number) =>
    trigger.count !== undefined && trigger.count > 0 && seen >= trigger.count
  const isSlow = (slow: SlowTrigger) => meets(slow, slowRequestsOf(process, count('Requests', slow), slow))
  const isWindows = app.plan.spec.os === 'windows'
  const limitInKB = triggers.privateBytesInKB ?? 0
  return (
    (isWindows && limitInKB > 0 && process.last.privateBytes > limitInKB * 1024) ||
    (!!triggers.requests && meets(triggers.requests, count('Requests', triggers.requests))) ||
    (triggers.statusCodes ?? []).some(
      (trigger) => isPath(trigger.path) && meets(trigger, count(metricOf(String(trigger.status)), trigger)),
    ) ||
    (triggers.statusCodesRange ?? []).some(
      (trigger) => isPath(trigger.path) && meets(trigger, count(metricOf(trigger.statusCodes ?? ''), trigger)),
    ) ||
    (!!triggers.slowRequests && isSlow(triggers.slowRequests)) ||
    (triggers.slowRequestsWithPath ?? []).some(isSlow)
  )
}

const separatelyCountedStatuses: readonly string[] = ['401', '403', '404', '406']

/** The physics count statuses by their hundreds, and some by themselves. */
function metricOf(status: string): string {
  if (separatelyCountedStatuses.includes(status)) return `Http${status}`
  return `Http${status.slice(0, 1)}xx`
}

interface Counting {
  readonly metric: string
  readonly at: number
  readonly trigger: CountTrigger
}

function countOf(
  world: SimulatedWorld,
  app: AppState,
  process: SimulatedProcess,
  { metric, at, trigger }: Counting,
): number {
  const lastsInMs = timeSpanInMs(trigger.timeInterval) ?? 5 * minuteInMs
  const from = Math.max(at - lastsInMs, process.startedAt)
  const series = world.metrics.get(`${siteIdOf(app.spec)}|${process.worker.machine}`)?.series.get(metric)
  let sum = 0
  for (let minute = at - minuteInMs; minute >= from; minute -= minuteInMs) sum += series?.get(minute)?.sum ?? 0
  return sum
}

/** Times scatter about their mean as waiting times do: some are far longer. */
function slowRequestsOf(process: SimulatedProcess, requests: number, { timeTaken }: SlowTrigger): number {
  const limitInMs = timeSpanInMs(timeTaken) ?? Number.POSITIVE_INFINITY
  const { responseInMs } = process.last
  return responseInMs <= 0 ? 0 : requests * Math.exp(-limitInMs / responseInMs)
}

function failingPathOf(world: SimulatedWorld, app: AppState, at: number): string | undefined {
  return activeFaultsOn(world, app, at).findLast(({ fault }) => fault.failure !== undefined)?.fault.failure?.path
}

/** Recycles each process that meets a trigger and has run for long enough; the others stay as they are. */
export function runAutoHeal(world: SimulatedWorld, app: AppState, at: number): void {
  const rules = app.config.autoHealRules as AutoHealRules | null
  if (!app.config.autoHealEnabled || rules === null || rules.actions?.actionType !== 'Recycle') return
  const leastAgeInMs = timeSpanInMs(rules.actions.minProcessExecutionTime) ?? 0
  const { triggers } = rules
  if (triggers === undefined || triggers === null) return
  for (const process of app.processes) {
    const isOldEnough = takesRequests(app, process, at) && at - process.startedAt >= leastAgeInMs
    if (isOldEnough && isTriggered(world, app, process, { triggers, at })) recycle(world, app, process, at)
  }
}

/** The new process comes up beside the old one: hardly a gap, but cold. */
function recycle(world: SimulatedWorld, app: AppState, process: SimulatedProcess, at: number): void {
  const startInMs = 3000 + 5000 * seededFraction(world.seed, 'healed', process.worker.machine, process.pid, at)
  restartProcess(world, { app, process, at, startInMs, why: 'auto-heal' })
}
