import { dropMinutesBefore } from './metric-store.ts'
import { runAutoHeal } from './run-auto-heal.ts'
import { runAutomaticScaling } from './run-automatic-scaling.ts'
import { runAutoscale } from './run-autoscale.ts'
import { runTick } from './run-tick.ts'
import { minuteInMs, tickInMs } from './simulated-time.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** Two days may be looked back upon minute by minute, and some to spare. */
const metricsKeptInMs = 50 * 60 * 60_000
const dropEveryTicks = 360

/** What was promised for this time or earlier, in the order in which it was due. */
function applyScheduledChanges(world: SimulatedWorld, at: number): void {
  const now = world.scheduledChanges.filter((one) => one.at <= at).toSorted((one, other) => one.at - other.at)
  for (const one of now) {
    world.scheduledChanges.splice(world.scheduledChanges.indexOf(one), 1)
    one.apply(world)
  }
}

/** Brings the estate up to `now` in whole ticks. Doing it often or seldom makes no difference. */
export function advanceWorld(world: SimulatedWorld, now: number): void {
  for (let at = world.tickedTo + tickInMs; at <= now; at += tickInMs) {
    applyScheduledChanges(world, at)
    runTick(world, at)
    runPlatformAutomation(world, at)
    world.tickedTo = at
    if ((at / tickInMs) % dropEveryTicks === 0) dropMinutesBefore(world.metrics, at - metricsKeptInMs)
  }
}

/** What Azure does by itself where somebody told it to: looked at once a minute. */
function runPlatformAutomation(world: SimulatedWorld, at: number): void {
  if (at % minuteInMs !== 0) return
  for (const plan of world.plans) {
    runAutoscale(world, plan, at)
    runAutomaticScaling(world, plan, at)
  }
  for (const app of world.apps) runAutoHeal(world, app, at)
}
