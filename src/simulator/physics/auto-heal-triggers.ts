import { siteIdOf } from '../estate/ids.ts'
import { timeSpanInMs } from './iso-duration.ts'
import { minuteInMs } from './metrics.ts'
import { faultsOn } from './strain.ts'
import type { AppState, Process, World } from './world.ts'

/** Auto-heal's rules, as Azure has them; everything may be left out. */
export interface AutoHealRules {
  readonly triggers?: {
    readonly requests?: Counted | null
    readonly privateBytesInKB?: number | null
    readonly statusCodes?: readonly (Counted & { readonly status?: number; readonly path?: string | null })[] | null
    readonly statusCodesRange?:
      | readonly (Counted & { readonly statusCodes?: string; readonly path?: string | null })[]
      | null
    readonly slowRequests?: Slow | null
    readonly slowRequestsWithPath?: readonly Slow[] | null
  } | null
  readonly actions?: { readonly actionType?: string; readonly minProcessExecutionTime?: string | null } | null
}

interface Counted {
  readonly count?: number
  readonly timeInterval?: string
}

interface Slow extends Counted {
  readonly timeTaken?: string
  readonly path?: string | null
}

/** Whether one of the triggers is met by what this process did since it began. */
export function isTriggered(world: World, app: AppState, process: Process, rules: AutoHealRules, at: number): boolean {
  const { triggers } = rules
  if (triggers === undefined || triggers === null) return false
  const count = (metric: string, counted: Counted) => countOf(world, app, process, { metric, at, counted })
  const isPath = (path: string | null | undefined) => !path || failingPathOf(world, app, at) === path
  const meets = (counted: Counted, seen: number) =>
    counted.count !== undefined && counted.count > 0 && seen >= counted.count
  const isSlow = (slow: Slow) => meets(slow, slowOf(process, count('Requests', slow), slow))
  const isWindows = app.plan.spec.os === 'windows'
  const limitInKB = triggers.privateBytesInKB ?? 0
  return (
    (isWindows && limitInKB > 0 && process.last.privateBytes > limitInKB * 1024) ||
    (!!triggers.requests && meets(triggers.requests, count('Requests', triggers.requests))) ||
    (triggers.statusCodes ?? []).some(
      (one) => isPath(one.path) && meets(one, count(metricOf(String(one.status)), one)),
    ) ||
    (triggers.statusCodesRange ?? []).some(
      (one) => isPath(one.path) && meets(one, count(metricOf(one.statusCodes ?? ''), one)),
    ) ||
    (!!triggers.slowRequests && isSlow(triggers.slowRequests)) ||
    (triggers.slowRequestsWithPath ?? []).some(isSlow)
  )
}

const counted: readonly string[] = ['401', '403', '404', '406']

/** The physics count statuses by their hundreds, and some by themselves. */
function metricOf(status: string): string {
  if (counted.includes(status)) return `Http${status}`
  return `Http${status.slice(0, 1)}xx`
}

interface Counting {
  readonly metric: string
  readonly at: number
  readonly counted: Counted
}

function countOf(world: World, app: AppState, process: Process, { metric, at, counted }: Counting): number {
  const lastsInMs = timeSpanInMs(counted.timeInterval) ?? 5 * minuteInMs
  const from = Math.max(at - lastsInMs, process.bornAt)
  const series = world.metrics.get(`${siteIdOf(app.spec)}|${process.worker.machine}`)?.series.get(metric)
  let sum = 0
  for (let minute = at - minuteInMs; minute >= from; minute -= minuteInMs) sum += series?.get(minute)?.sum ?? 0
  return sum
}

/** Times scatter about their mean as waiting times do: some are far longer. */
function slowOf(process: Process, requests: number, { timeTaken }: Slow): number {
  const limitInMs = timeSpanInMs(timeTaken) ?? Number.POSITIVE_INFINITY
  const { responseInMs } = process.last
  return responseInMs <= 0 ? 0 : requests * Math.exp(-limitInMs / responseInMs)
}

function failingPathOf(world: World, app: AppState, at: number): string | undefined {
  return faultsOn(world, app, at).findLast(({ fault }) => fault.failure !== undefined)?.fault.failure?.path
}
