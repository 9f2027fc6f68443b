import { type AutoHealRules, isTriggered } from './auto-heal-triggers.ts'
import { beginAnew } from './begin-anew.ts'
import { timeSpanInMs } from './iso-duration.ts'
import { chance } from './random.ts'
import { takesRequests } from './tick.ts'
import type { AppState, Process, World } from './world.ts'

/** Recycles each process that meets a trigger and has run for long enough; the others stay as they are. */
export function healByRules(world: World, app: AppState, at: number): void {
  const rules = app.config.autoHealRules as AutoHealRules | null
  if (!app.config.autoHealEnabled || rules === null || rules.actions?.actionType !== 'Recycle') return
  const leastAgeInMs = timeSpanInMs(rules.actions.minProcessExecutionTime) ?? 0
  for (const process of app.processes) {
    const isOldEnough = takesRequests(app, process, at) && at - process.bornAt >= leastAgeInMs
    if (isOldEnough && isTriggered(world, app, process, rules, at)) recycle(world, app, process, at)
  }
}

/** The new process comes up beside the old one: hardly a gap, but cold. */
function recycle(world: World, app: AppState, process: Process, at: number): void {
  const startInMs = 3000 + 5000 * chance(world.seed, 'healed', process.worker.machine, process.pid, at)
  beginAnew(world, { app, process, at, startInMs, why: 'auto-heal' })
}
