import type { Instant } from '../incident/finding.ts'
import { averageOf, type KnownPoint, medianAbsoluteDeviation, medianOf, valuesOfPoints } from './known-points.ts'

/** Ours: fewer points say nothing about a level. */
const minPointsBefore = 5
const minPointsAfter = 3
/** "Now" is a mean of several minutes, so that a calm one between two crashes does not hide them. */
const nowInPoints = 5

/**
 * When the series stepped (or began to climb) out of its own past and stayed out until the end;
 * `undefined` where it did not, or has come back.
 * `floor`: the least rise that matters, in the series' own unit.
 */
export const findOnset = (points: readonly KnownPoint[], floor: number): Instant | undefined => {
  const split = bestSplit(valuesOfPoints(points).map((value) => Math.log(Math.max(value, 0) + floor)))
  if (split === undefined) return undefined
  const values = valuesOfPoints(points)
  const limit = limitOf(values.slice(0, split), floor)
  if ((averageOf(values.slice(split).slice(-nowInPoints)) ?? 0) <= limit) return undefined
  return points[firstAboveLimit(values, split, limit)]?.[0]
}

/** Half as much again, five spreads of the past, and the floor: all of them must be passed (ours). */
const limitOf = (before: readonly number[], floor: number): number => {
  const level = medianOf(before) ?? 0
  return level + Math.max(level / 2, 5 * medianAbsoluteDeviation(before), floor)
}

/** A climb is split in its middle; its start is where it first left the past. */
const firstAboveLimit = (values: readonly number[], split: number, limit: number): number => {
  let first = split
  while (first > 0 && (values[first - 1] ?? 0) > limit) first -= 1
  return first
}

/** The place that leaves the least squared deviation from the two sides' means. */
const bestSplit = (values: readonly number[]): number | undefined => {
  let best: { at: number; gain: number } | undefined
  const total = values.reduce((sum, value) => sum + value, 0)
  let left = values.slice(0, minPointsBefore).reduce((sum, value) => sum + value, 0)
  for (let at = minPointsBefore; at <= values.length - minPointsAfter; at += 1) {
    const right = total - left
    const gain = left ** 2 / at + right ** 2 / (values.length - at)
    if (best === undefined || gain > best.gain) best = { at, gain }
    left += values[at] ?? 0
  }
  return best?.at
}
