import type { Figure } from './types.ts'

/** Ours and the floor of the same round. */
export interface Round {
  readonly ours: number
  readonly floor: number
}

export type Holds = (ratio: number) => boolean

export const atMost =
  (most: number): Holds =>
  (ratio) =>
    ratio <= most

export const atLeast =
  (least: number): Holds =>
  (ratio) =>
    ratio >= least

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const rounded = (value: number): number => Number(value.toPrecision(4))

export const figureOf = (rounds: readonly Round[], unit: string, holds: Holds): Figure => {
  const ratio = median(rounds.map(({ ours, floor }) => ours / floor))
  return {
    ours: rounded(median(rounds.map(({ ours }) => ours))),
    floor: rounded(median(rounds.map(({ floor }) => floor))),
    unit,
    ratio: rounded(ratio),
    holds: holds(ratio),
  }
}
