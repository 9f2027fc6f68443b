import type { Instant, MetricFinding } from '../incident/finding.ts'
import { metricFindingOf } from '../incident/read-findings.ts'
import { appPointsOf } from '../series/app-figures.ts'
import {
  averageOf,
  combineInstances,
  compareCodeUnits,
  type KnownPoint,
  medianOf,
  pointsOfSeries,
  valuesOfPoints,
} from '../series/known-points.ts'
import { probeOfFinding } from './observed-findings.ts'
import { lastSeenOfGone } from './seen-workers.ts'
import type { ObservedFindings } from './types.ts'
import { nearestUsualLevel, usualLevelsOf } from './usual-level.ts'

/** A metric before the onset and now, in its own unit. */
export interface MetricLevel {
  /** `undefined` where neither the window holds calm time to compare with nor other hours were seen. */
  readonly before: number | undefined
  readonly now: number
  readonly probe: string
}

export interface InstanceLevel extends MetricLevel {
  readonly instance: string
}

/** Of all instances together; `undefined` where the metric was not seen since the onset. */
export const metricLevelOf = (
  findings: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): MetricLevel | undefined => {
  const finding = metricFindingOf(findings, of, metric)
  const level = finding === undefined ? undefined : levelOfPoints(findings, finding, pointsOfApp(findings, finding))
  if (level === undefined || findings.since !== undefined) return level
  // Trouble may fill the whole window: other hours are the better comparison then.
  const usual = nearestUsualLevel(findings, { of, metric }, level.now)
  return usual === undefined ? level : { ...level, before: usual }
}

/** Nobody's request is a figure too. */
const pointsOfApp = ({ window }: ObservedFindings, finding: MetricFinding): readonly KnownPoint[] =>
  finding.of === 'app' ? appPointsOf(finding, window.to) : combineInstances(finding)

/** Of a count, what an instance has of it on average: that more of them came is no more for any. */
export const levelPerInstanceOf = (
  findings: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): MetricLevel | undefined => {
  const finding = metricFindingOf(findings, of, metric)
  return finding === undefined || finding.series.length < 2
    ? metricLevelOf(findings, of, metric)
    : levelOfPoints(findings, finding, combineInstances({ ...finding, aggregation: 'average' }))
}

/** Each instance by itself, by name; empty where the metric does not split. */
export const instanceLevelsOf = (
  findings: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): readonly InstanceLevel[] => levelsByInstance(findings, metricFindingOf(findings, of, metric), levelOfPoints)

/**
 * As `instanceLevelsOf`, with all the time since the onset as "now": instances that take turns are no different then.
 * Without an onset, the last five minutes.
 */
export const instanceAveragesOf = (
  findings: ObservedFindings,
  of: MetricFinding['of'],
  metric: string,
): readonly InstanceLevel[] => levelsByInstance(findings, metricFindingOf(findings, of, metric), averageOfPoints)

const levelsByInstance = (
  findings: ObservedFindings,
  finding: MetricFinding | undefined,
  levelBy: typeof averageOfPoints,
): readonly InstanceLevel[] => {
  const pieces = (finding?.series ?? []).map((series) => ({
    instance: series.instance,
    points: finding === undefined ? [] : pointsOfSeries(finding, series),
  }))
  const newest = Math.max(...pieces.map(({ points }) => points.at(-1)?.[0] ?? 0))
  const levels = pieces.flatMap(({ instance, points }) => {
    const isThere = (points.at(-1)?.[0] ?? 0) >= newest - goneAfterInMs && !isGone(findings, instance, points)
    const level = finding === undefined || !isThere ? undefined : levelBy(findings, finding, points, newest)
    return instance === undefined || level === undefined ? [] : [{ instance, ...level }]
  })
  return levels.toSorted((a, b) => compareCodeUnits(a.instance, b.instance))
}

/** Ours: a worker that has said nothing for this long while others do has left; its last figures are not of now. */
const goneAfterInMs = 7 * 60_000

/** A worker that has left, and has done nothing since: the zeros that Azure goes on to give for it are nobody's. */
const isGone = (findings: ObservedFindings, instance: string | undefined, points: readonly KnownPoint[]): boolean => {
  const lastSeen = instance === undefined ? undefined : lastSeenOfGone(findings, instance)
  return lastSeen !== undefined && points.every(([at, value]) => at <= lastSeen || value === 0)
}

/** Ours: short enough to see that it is over, long enough to bridge the pauses of a crash loop. */
const nowInPoints = 5

/** Counts come in bursts, so they are averaged; of levels the median is taken, which one odd minute does not move. */
const levelOfPoints = (
  findings: ObservedFindings,
  finding: MetricFinding,
  points: readonly KnownPoint[],
): MetricLevel | undefined => {
  const counts = finding.aggregation === 'total'
  const middle = counts ? averageOf : medianOf
  const since = valuesOfPoints(points.filter(([at]) => at >= (findings.since ?? 0)))
  const now = middle(findings.until === undefined ? since.slice(-nowInPoints) : since)
  if (now === undefined) return undefined
  const before = beforeOf(findings, points)
  return {
    before: middle(valuesOfPoints(before)) ?? lookBackLevelOf(findings, finding),
    now,
    probe: probeOfFinding(findings, finding),
  }
}

/** Ours: longer ago says less of what was there when it began. */
const beforeInMs = 60 * 60_000

const beforeOf = (findings: ObservedFindings, points: readonly KnownPoint[]): readonly KnownPoint[] => {
  const end = calmPeriodEnd(findings)
  const from = findings.since === undefined ? 0 : end - beforeInMs
  return points.filter(([at]) => at >= from && at < end)
}

/** The hours before, where the minutes before the onset were not seen; only of all instances together. */
const lookBackLevelOf = (findings: ObservedFindings, { of, metric, series }: MetricFinding): number | undefined =>
  series.length > 1
    ? undefined
    : usualLevelsOf(findings, of, metric).find(({ baseline }) => baseline === 'hours-before')?.value

const averageOfPoints = (
  findings: ObservedFindings,
  finding: MetricFinding,
  points: readonly KnownPoint[],
  newest: Instant,
): MetricLevel | undefined => {
  const since = findings.since ?? newest - (nowInPoints - 1) * finding.grainInMs
  const now = averageOf(valuesOfPoints(points.filter(([at]) => at >= since)))
  if (now === undefined) return undefined
  return {
    before: averageOf(valuesOfPoints(beforeOf(findings, points))),
    now,
    probe: probeOfFinding(findings, finding),
  }
}

/** Without an onset the first half of the window is what "now" is compared with. */
const calmPeriodEnd = ({ since, window }: ObservedFindings): number => since ?? (window.from + window.to) / 2

/** How many times as much as before; at least `floor` is taken to have been there before. */
export const ratioToBefore = ({ before, now }: MetricLevel, floor: number): number | undefined =>
  before === undefined ? undefined : now / Math.max(before, floor)
