import { planSpecsWith } from '../estate/copied-plans.ts'
import { faultById } from '../faults/index.ts'
import { seededFraction } from './seeded-random.ts'
import type { AppState } from './simulated-app.ts'
import { floorTo, minuteInMs, tickInMs } from './simulated-time.ts'
import type { ActiveFault, SimulatedWorld, SimulatedWorldOptions } from './simulated-world.ts'

/** Every fault that was put on an app, with the time of its onset; one that holds several together comes as these. */
export function activateFaults(options: SimulatedWorldOptions): ActiveFault[] {
  return Object.entries(options.faults).flatMap(([app, id]) => activateFault(options, app, id))
}

function activateFault(
  { seed, startedAt, troubleAgeInMs, copies }: SimulatedWorldOptions,
  appName: string,
  id: string,
): ActiveFault[] {
  const apps = planSpecsWith(copies).flatMap((plan) => plan.apps)
  const app = apps.find((spec) => spec.name === appName && spec.slot === undefined)
  const fault = faultById(id)
  if (app === undefined || fault === undefined) throw new Error(`No fault ${id} or no app ${appName} here`)
  const draw = seededFraction(seed, 'onset', appName, id)
  const asked = typeof troubleAgeInMs === 'number' ? troubleAgeInMs : troubleAgeInMs?.[appName]
  const ageInMs = asked ?? (15 + 5 * draw) * minuteInMs
  const beforeInMs = fault.chronic?.beganBeforeInMs(draw) ?? ageInMs + (fault.unfeltForInMs ?? 0)
  const onset = floorTo(startedAt - beforeInMs, tickInMs)
  return (fault.parts ?? [fault]).map((part) => {
    const deployment = part.deployment?.(onset)
    return { fault: part, app, onset, ...(deployment !== undefined && { deployment }) }
  })
}

/** The faults at work on an app now, in the order in which they were put. */
export function activeFaultsOn(world: SimulatedWorld, app: AppState, now: number): readonly ActiveFault[] {
  return world.faults.filter((active) => now >= active.onset && affectsApp(active, app, now))
}

/** A deployment's fault follows its code, all others their app. */
function affectsApp({ fault, app: affected, deployment }: ActiveFault, app: AppState, now: number): boolean {
  if (fault.reach === 'region') return true
  if (fault.reach === 'plan') return app.plan.spec.apps.includes(affected)
  if (deployment === undefined) return affected === app.spec
  return runningCodeOf(app, now) === deployment.id
}

/** Of the newest deployment that is done. */
function runningCodeOf(app: AppState, now: number): string | undefined {
  const done = app.deployments.filter(({ endedAt }) => endedAt <= now)
  return done.toSorted((one, other) => other.endedAt - one.endedAt)[0]?.id
}
