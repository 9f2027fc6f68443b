import type { MetricFinding } from '../incident/finding.ts'
import { medianOf } from '../series/known-points.ts'
import { type InstanceLevel, instanceAveragesOf } from './metric-level.ts'
import type { ObservedFindings } from './types.ts'

/** An instance beside its siblings, in one metric. */
export interface InstanceOutlier {
  readonly instance: string
  readonly now: number
  /** Median of the others. */
  readonly others: number
  /** Whether most of the others stayed under twice what they had before. */
  readonly othersCalm: boolean
  readonly probe: string
}

/** The instance with the most of a metric; `undefined` with fewer than two to compare. */
export const highestInstance = (
  findings: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): InstanceOutlier | undefined => outlierBy(instanceAveragesOf(findings, of, metric), (a, b) => b.now - a.now)

/** The instance with the least of a metric. */
export const lowestInstance = (
  findings: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): InstanceOutlier | undefined => outlierBy(instanceAveragesOf(findings, of, metric), (a, b) => a.now - b.now)

const outlierBy = (
  levels: readonly InstanceLevel[],
  order: (a: InstanceLevel, b: InstanceLevel) => number,
): InstanceOutlier | undefined => {
  const [first, ...others] = levels.toSorted(order)
  const middle = medianOf(others.map(({ now }) => now))
  if (first === undefined || middle === undefined) return undefined
  return {
    instance: first.instance,
    now: first.now,
    others: middle,
    othersCalm: others.filter(isSteady).length * 2 > others.length,
    probe: first.probe,
  }
}

const isSteady = ({ before, now }: InstanceLevel): boolean => before === undefined || now < 2 * before
