import { type KnownPoint, medianOf, valuesOfPoints } from './known-points.ts'

/** What a series is when nothing is wrong, in its own unit. */
export interface Usual {
  readonly level: number
  /** As a standard deviation. */
  readonly spread: number
}

/** Ours: trouble may fill the larger part of what is looked back on, so calm is looked for in the lower part. */
const calmQuantile = 0.4
const calmShare = 0.7

/**
 * The usual of a series that is higher the worse it is; `undefined` with fewer than `fewest` points. It holds as long
 * as trouble takes less than half of the time.
 */
export const usualOf = (points: readonly KnownPoint[], fewest: number): Usual | undefined => {
  if (points.length < fewest) return undefined
  const sorted = valuesOfPoints(points).toSorted((a, b) => a - b)
  const level = sorted[Math.floor(sorted.length * calmQuantile)] ?? 0
  const calm = sorted.slice(0, Math.max(1, Math.ceil(sorted.length * calmShare)))
  return { level, spread: 1.4826 * (medianOf(calm.map((value) => Math.abs(value - level))) ?? 0) }
}

/**
 * A share of the level (half as much again where nothing else is said), five spreads, and the floor: all of them must be
 * passed to be out of the usual (ours).
 */
export const limitOf = ({ level, spread }: Usual, floor: number, share = 0.5): number =>
  level + Math.max(level * share, 5 * spread, floor)
