/** The physics move in whole ticks of this length, aligned to the epoch. */
export const tickInMs = 10_000
export const tickInSeconds = tickInMs / 1000

export const minuteInMs = 60_000
export const hourInMs = 60 * minuteInMs
export const dayInMs = 24 * hourInMs

/** A stretch of simulated time, epoch milliseconds; `to` is no longer in it. */
export interface SimulatedPeriod {
  readonly from: number
  readonly to: number
}

/** The last multiple of `step` up to `value`. */
export function floorTo(value: number, step: number): number {
  return value - (value % step)
}
