import { dayInMs, floorTo, minuteInMs } from './simulated-time.ts'

/** CPU that an app at rest takes all the same, in cores. */
export const idleCores = 0.01

/** Microsoft's limits: 60 minutes of CPU a day on Free, 240 on Shared; none on the others. */
export function dailyCpuQuotaInSecondsOf(tier: string): number {
  if (tier === 'Free') return 60 * 60
  if (tier === 'Shared') return 240 * 60
  return Number.POSITIVE_INFINITY
}

/**
 * When the day of the quotas began: at midnight (UTC), or at noon where the estate starts so soon after midnight that
 * nobody could have used up anything yet.
 */
export function quotaDayStartFor(startedAt: number): number {
  const midnight = floorTo(startedAt, dayInMs)
  return startedAt - midnight < 125 * minuteInMs ? midnight - dayInMs / 2 : midnight
}
