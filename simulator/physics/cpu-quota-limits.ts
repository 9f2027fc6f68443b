import { dayInMs, floorTo, minuteInMs } from './simulated-time.ts'

/** CPU that an app at rest takes all the same, in cores. */
export const idleCores = 0.01

/** Microsoft's limits: 60 minutes of CPU a day on Free, 240 on Shared; none on the others. */
export function dailyCpuQuotaInSecondsOf(tier: string): number {
  if (tier === 'Free') return 60 * 60
  if (tier === 'Shared') return 240 * 60
  return Number.POSITIVE_INFINITY
}

/** So long it takes somebody at most to use up what a day has, beginning at least twenty minutes into it. */
const usedUpInMs = 105 * minuteInMs
const intoTheDayInMs = 20 * minuteInMs

/**
 * When the day of the quotas began: at midnight (UTC), or at noon where what uses it up begins so near to midnight that
 * it would not be done before.
 */
export function quotaDayStartFor(startedAt: number, usedFrom = startedAt - usedUpInMs): number {
  const midnight = floorTo(startedAt, dayInMs)
  const isDone = floorTo(usedFrom + usedUpInMs, dayInMs) <= usedFrom - intoTheDayInMs
  return isDone ? midnight : midnight - dayInMs / 2
}
