import type { MetricFinding, TimeWindow } from '../incident/finding.ts'
import { baselineFindingsOf } from '../incident/read-findings.ts'
import { averageOf, combineInstances, medianOf, valuesOfPoints } from '../series/known-points.ts'
import type { ObservedFindings } from './types.ts'

/** What a metric was at another time: by minute for counts, in its own unit. */
export interface UsualLevel {
  readonly baseline: 'hours-before' | 'yesterday' | 'last-week'
  readonly value: number
  readonly finding: MetricFinding
}

/** Ours: two points of another time say nothing about what is usual. */
const fewestPoints = 3

/** The hours right before the trouble, or before the window where none is seen. */
const hoursBeforeInMs = 6 * 3_600_000

/** Every baseline of a metric that has something to say. */
export const usualLevelsOf = (
  findings: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): readonly UsualLevel[] =>
  baselineFindingsOf(findings, of, metric).flatMap((finding) => {
    const baseline = finding.baseline === 'look-back' ? 'hours-before' : finding.baseline
    const value = middleOf(finding, finding.baseline === 'look-back' ? hoursBefore(findings) : beforeTrouble(findings))
    return value === undefined || baseline === undefined ? [] : [{ baseline, value, finding }]
  })

/** Trouble of a day is in yesterday's hour too: that hour says nothing of what is usual then. */
const beforeTrouble = ({ since }: ObservedFindings): TimeWindow | undefined =>
  since === undefined ? undefined : { from: 0, to: since }

const hoursBefore = ({ since, window }: ObservedFindings): TimeWindow => {
  const to = Math.min(since ?? window.from, window.from)
  return { from: to - hoursBeforeInMs, to }
}

/** At this hour on another day: what the day's rhythm explains. */
export const sameHourLevelsOf = (
  findings: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): readonly UsualLevel[] => usualLevelsOf(findings, of, metric).filter(({ baseline }) => baseline !== 'hours-before')

/** Counts by the minute, whatever the grain that they were asked for in. */
const middleOf = (finding: MetricFinding, within?: TimeWindow): number | undefined => {
  const values = valuesOfPoints(
    combineInstances(finding).filter(
      ([at]) => within === undefined || (at >= within.from && at + finding.grainInMs <= within.to),
    ),
  )
  if (values.length < fewestPoints) return undefined
  if (finding.aggregation !== 'total') return medianOf(values)
  return ((averageOf(values) ?? 0) * 60_000) / finding.grainInMs
}

/** What is usual and nearest to now, so that only what differs from all other times counts as other than usual. */
export const nearestUsualLevel = (
  findings: ObservedFindings,
  metric: Pick<MetricFinding, 'of' | 'metric'>,
  now: number,
): number | undefined => {
  const values = usualLevelsOf(findings, metric.of, metric.metric).map(({ value }) => value)
  return values.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now) || a - b)[0]
}
