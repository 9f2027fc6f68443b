import { minuteInMs } from './metrics.ts'
import { cpuSecondsADayOf, dayInMs, idleCores } from './quota-limits.ts'
import { rhythm } from './rhythm.ts'
import { strainOn } from './strain.ts'
import type { AppState, World } from './world.ts'

/** Azure holds the app until the quota begins anew. */
export function isOverQuota(app: AppState): boolean {
  return app.cpuTodayInSeconds >= cpuSecondsADayOf(app.plan.size.sku.tier)
}

/** Neither stopped nor out of its quota. */
export function isOpen(app: AppState): boolean {
  return app.enabled && !isOverQuota(app)
}

/** Which day of the quotas a time falls in, counted from the start's own, and when that day ends. */
export function quotaDayAt({ quotaDayFrom }: World, at: number): { readonly day: number; readonly endsAt: number } {
  const day = Math.floor((at - quotaDayFrom) / dayInMs)
  return { day, endsAt: quotaDayFrom + (day + 1) * dayInMs }
}

/** Takes the CPU of a tick down; a new day begins with nothing. */
export function useQuota(world: World, app: AppState, cpuInSeconds: number, at: number): void {
  const { day } = quotaDayAt(world, at)
  if (day !== app.quotaDay) Object.assign(app, { quotaDay: day, cpuTodayInSeconds: 0 })
  app.cpuTodayInSeconds += cpuInSeconds
}

const stepInMs = 5 * minuteInMs

/** What the app must have used before its history begins; nothing where the plan has no quota. */
export function beginQuota(world: World, app: AppState): void {
  const limit = cpuSecondsADayOf(app.plan.spec.sku.tier)
  const { day, endsAt } = quotaDayAt(world, world.from)
  app.quotaDay = day
  if (!Number.isFinite(limit)) return
  let used = 0
  for (let at = endsAt - dayInMs; at < world.from; at += stepInMs) {
    const lastsInSeconds = Math.min(stepInMs, world.from - at) / 1000
    used += coresAt(world, app, at + stepInMs / 2) * lastsInSeconds
  }
  app.cpuTodayInSeconds = Math.min(limit, used)
}

function coresAt(world: World, app: AppState, at: number): number {
  const [process] = app.processes
  const surge = process === undefined ? Number.NaN : strainOn(world, app, process, at).surge
  const factor = Number.isNaN(surge) ? rhythm(app.spec, world.seed, at) : surge
  return (app.spec.requestsPerSecond * factor * app.spec.cpuInMs) / 1000 + idleCores
}
