import type { MetricFinding } from '../incident/finding.ts'
import { averagesOf, type InstanceLevel } from './level.ts'
import { median } from './series.ts'
import type { Seen } from './types.ts'

/** An instance beside its siblings, in one metric. */
export interface Standout {
  readonly instance: string
  readonly now: number
  /** Median of the others. */
  readonly others: number
  /** Whether most of the others stayed under twice what they had before. */
  readonly othersCalm: boolean
  readonly probe: string
}

/** The instance with the most of a metric; `undefined` with fewer than two to compare. */
export const highest = (seen: Seen, of: MetricFinding['of'], metric: string): Standout | undefined =>
  standout(averagesOf(seen, of, metric), (a, b) => b.now - a.now)

/** The instance with the least of a metric. */
export const lowest = (seen: Seen, of: MetricFinding['of'], metric: string): Standout | undefined =>
  standout(averagesOf(seen, of, metric), (a, b) => a.now - b.now)

const standout = (
  levels: readonly InstanceLevel[],
  order: (a: InstanceLevel, b: InstanceLevel) => number,
): Standout | undefined => {
  const [first, ...others] = levels.toSorted(order)
  const middle = median(others.map(({ now }) => now))
  if (first === undefined || middle === undefined) return undefined
  return {
    instance: first.instance,
    now: first.now,
    others: middle,
    othersCalm: others.filter(isCalm).length * 2 > others.length,
    probe: first.probe,
  }
}

const isCalm = ({ before, now }: InstanceLevel): boolean => before === undefined || now < 2 * before
