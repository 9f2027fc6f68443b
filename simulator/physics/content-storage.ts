import { gigabyteInBytes, megabyteInBytes } from '../estate/estate-spec.ts'
import { faultEffectsOn } from './fault-effects.ts'
import type { AppState } from './simulated-app.ts'
import type { PlanState } from './simulated-plan.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/**
 * The storage below /home that the apps of a plan share, by tier (Microsoft, "App Service limits"): where it is full,
 * every write to it fails, and Azure stops nothing for that.
 */
const gigabytesByTier: Readonly<Record<string, number>> = { Free: 1, Shared: 1, Basic: 10, Standard: 50 }
const premiumGigabytes = 250

export function storageLimitOf({ size }: PlanState): number {
  return (gigabytesByTier[size.sku.tier] ?? premiumGigabytes) * gigabyteInBytes
}

/** What an app was deployed with and has written since. */
export function keptBytesOf(world: SimulatedWorld, app: AppState, now: number): number {
  const [process] = app.processes
  const written = process === undefined ? 0 : faultEffectsOn(world, app, process, now).keptInBytes
  return (storageLimitOf(app.plan) > gigabyteInBytes ? 394 : 59) * megabyteInBytes + written
}

/** Of all apps of the plan, no more than fits. */
export function usedStorageOf(world: SimulatedWorld, plan: PlanState, now: number): number {
  const apps = world.apps.filter((app) => app.plan === plan)
  return Math.min(
    storageLimitOf(plan),
    apps.reduce((bytes, app) => bytes + keptBytesOf(world, app, now), 0),
  )
}

export function isStorageFull(world: SimulatedWorld, plan: PlanState, now: number): boolean {
  return usedStorageOf(world, plan, now) >= storageLimitOf(plan)
}
