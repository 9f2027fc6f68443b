import { minuteInMs } from './metrics.ts'
import type { World } from './world.ts'
import { healByRules } from './writes-auto-heal.ts'
import { scaleByRules } from './writes-autoscale.ts'
import { scaleByTraffic } from './writes-elastic.ts'

/** What Azure does by itself where somebody told it to: looked at once a minute. */
export function actByThemselves(world: World, at: number): void {
  if (at % minuteInMs !== 0) return
  for (const plan of world.plans) {
    scaleByRules(world, plan, at)
    scaleByTraffic(world, plan, at)
  }
  for (const app of world.apps) healByRules(world, app, at)
}
