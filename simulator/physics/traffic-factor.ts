import { hostLabelOf } from '../estate/estate-ids.ts'
import type { AppSpec } from '../estate/estate-spec.ts'
import { seededFraction, seededNormal } from './seeded-random.ts'
import { dayInMs, hourInMs, minuteInMs } from './simulated-time.ts'

/**
 * The day's and the week's rhythm as a factor on the usual requests: busiest in the afternoon (UTC), quietest at
 * night, less at weekends, each app at its own hour, no day quite like the other. Mildly so: the estate serves several
 * continents.
 */
export function trafficFactor(app: AppSpec, seed: number, at: number): number {
  const label = hostLabelOf(app)
  const lag = 3 * seededFraction(seed, 'rhythm', label) - 1.5
  const hour = (at / hourInMs) % 24
  const daily = 1 + 0.12 * Math.sin(((hour - 8 - lag) / 24) * 2 * Math.PI)
  return daily * weekFactorAt(at) * dayFactorAt(label, seed, at)
}

const noiseStepInMs = 7 * minuteInMs

/** Visitors come in waves of some minutes: a factor on the requests that the day's rhythm has nothing to do with. */
export function trafficNoise(app: AppSpec, seed: number, at: number): number {
  const step = Math.floor(at / noiseStepInMs)
  const share = (at % noiseStepInMs) / noiseStepInMs
  const noise = (index: number) => seededNormal(seed, 'gust', app.name, app.slot ?? '', index)
  return 1 + 0.04 * (noise(step) * (1 - share) + noise(step + 1) * share)
}

/** Days begin softly: what changes at midnight does so within three hours. */
const dayTransitionInMs = 3 * hourInMs

function weekFactorAt(at: number): number {
  const day = Math.floor(at / dayInMs)
  const shareOfNew = Math.min(1, (at % dayInMs) / dayTransitionInMs)
  return weekdayFactor(day - 1) * (1 - shareOfNew) + weekdayFactor(day) * shareOfNew
}

/** The epoch began on a Thursday. */
function weekdayFactor(day: number): number {
  const weekday = (((day + 4) % 7) + 7) % 7
  return weekday === 0 ? 0.78 : weekday === 6 ? 0.82 : 1
}

function dayFactorAt(label: string, seed: number, at: number): number {
  const day = Math.floor(at / dayInMs)
  const shareOfNew = Math.min(1, (at % dayInMs) / dayTransitionInMs)
  const own = (which: number) => 1 + 0.025 * seededNormal(seed, 'day', label, which)
  return shareOfNew === 1 ? own(day) : own(day - 1) * (1 - shareOfNew) + own(day) * shareOfNew
}
