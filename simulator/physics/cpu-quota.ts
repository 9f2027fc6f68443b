import { dailyCpuQuotaInSecondsOf, idleCores } from './cpu-quota-limits.ts'
import { faultEffectsOn } from './fault-effects.ts'
import type { AppState } from './simulated-app.ts'
import { dayInMs, minuteInMs } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'
import { trafficFactor } from './traffic-factor.ts'

/** Azure holds the app until the next day of the quota. */
export function isOverQuota(app: AppState): boolean {
  return app.cpuTodayInSeconds >= dailyCpuQuotaInSecondsOf(app.plan.size.sku.tier)
}

/** Neither stopped nor out of its quota. */
export function isAppRunning(app: AppState): boolean {
  return app.enabled && !isOverQuota(app)
}

/** Which day of the quotas a time falls in, counted from the start's own, and when that day ends. */
export function quotaDayAt(
  { quotaDayFrom }: SimulatedWorld,
  at: number,
): { readonly day: number; readonly endsAt: number } {
  const day = Math.floor((at - quotaDayFrom) / dayInMs)
  return { day, endsAt: quotaDayFrom + (day + 1) * dayInMs }
}

/** Takes the CPU of a tick down; a new day begins with nothing. */
export function chargeCpuQuota(world: SimulatedWorld, app: AppState, cpuInSeconds: number, at: number): void {
  const { day } = quotaDayAt(world, at)
  if (day !== app.quotaDay) Object.assign(app, { quotaDay: day, cpuTodayInSeconds: 0 })
  app.cpuTodayInSeconds += cpuInSeconds
}

const stepInMs = 5 * minuteInMs

/** What the app must have used before its history begins; nothing where the plan has no quota. */
export function initializeCpuQuota(world: SimulatedWorld, app: AppState): void {
  const limit = dailyCpuQuotaInSecondsOf(app.plan.spec.sku.tier)
  const { from } = app.plan
  const { day, endsAt } = quotaDayAt(world, from)
  app.quotaDay = day
  if (!Number.isFinite(limit)) return
  let used = 0
  for (let at = endsAt - dayInMs; at < from; at += stepInMs) {
    const lastsInSeconds = Math.min(stepInMs, from - at) / 1000
    used += coresAt(world, app, at + stepInMs / 2) * lastsInSeconds
  }
  app.cpuTodayInSeconds = Math.min(limit, used)
}

function coresAt(world: SimulatedWorld, app: AppState, at: number): number {
  const [process] = app.processes
  const surge = process === undefined ? Number.NaN : faultEffectsOn(world, app, process, at).surge
  const factor = Number.isNaN(surge) ? trafficFactor(app.spec, world.seed, at) : surge
  return (app.spec.requestsPerSecond * factor * app.spec.cpuInMs) / 1000 + idleCores
}
