import type { Instant, MetricFinding } from '../incident/finding.ts'
import { type KnownPoint, pointsOfSeries } from './known-points.ts'

/** A stretch of time in which the same number of instances had figures. */
export interface WorkerLevel {
  readonly from: Instant
  /** The end of its last minute. */
  readonly to: Instant
  readonly count: number
}

/** Ours: machines change places within a minute or two; three in a row are no such change. */
const minSteadyGrains = 3
/** What lies between two stretches that were looked at is not known. */
const maxGapInMs = 10 * 60_000

/**
 * How many instances there were, as the ends and beginnings of their series show; none where a metric does not split.
 * A machine that takes another's place changes nothing. Levels that are shorter than three grains are left out, unless
 * they are the last and the number that the plan says it has (`known`); equal ones that follow each other are one.
 */
export const workerLevelsOf = (finding: MetricFinding, known?: number): readonly WorkerLevel[] => {
  if (finding.series.some(({ instance }) => instance === undefined)) return []
  const { grainInMs } = finding
  const runs: { from: Instant; to: Instant; count: number; grains: number }[] = []
  for (const [at, count] of instanceCountsOf(finding)) {
    const last = runs.at(-1)
    if (last !== undefined && last.count === count && at - last.to <= maxGapInMs) {
      last.to = at + grainInMs
      last.grains += 1
    } else runs.push({ from: at, to: at + grainInMs, count, grains: 1 })
  }
  const levels: WorkerLevel[] = []
  const isSteady = ({ count, grains }: (typeof runs)[number], index: number): boolean =>
    grains >= minSteadyGrains || (index === runs.length - 1 && count === known)
  for (const { from, to, count } of runs.filter(isSteady)) {
    const last = levels.at(-1)
    if (last?.count === count && from - last.to <= maxGapInMs) levels[levels.length - 1] = { ...last, to }
    else levels.push({ from, to, count })
  }
  return levels
}

/** Ours: Azure loses a minute of an instance now and then; it was there all the same. */
const maxLostGrains = 2

/** Those with a figure, and those that were lost between two of them. */
const grainsOf = (points: readonly KnownPoint[], grainInMs: number): readonly Instant[] =>
  points.flatMap(([at], index) => {
    const before = points[index - 1]?.[0] ?? at
    const lost = Math.round((at - before) / grainInMs) - 1
    const filled = lost > 0 && lost <= maxLostGrains ? lost : 0
    return [...Array.from({ length: filled }, (_, place) => before + (place + 1) * grainInMs), at]
  })

/** By grain; one without any figure was not measured. */
const instanceCountsOf = (finding: MetricFinding): readonly KnownPoint[] => {
  const counts = new Map<Instant, number>()
  for (const series of finding.series)
    for (const at of grainsOf(pointsOfSeries(finding, series), finding.grainInMs))
      counts.set(at, (counts.get(at) ?? 0) + 1)
  return [...counts].toSorted(([a], [b]) => a - b)
}
