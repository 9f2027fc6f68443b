import type { Instant, MetricFinding } from '../incident/finding.ts'
import type { AppFigures } from './judged-symptoms.ts'
import { combineInstances, type KnownPoint } from './known-points.ts'

/** A metric of the app: of the window, or of another time. */
export type FindAppMetric = (metric: string, baseline?: MetricFinding['baseline']) => MetricFinding | undefined

const quarterInMs = 15 * 60_000
/** Azure Monitor lags up to three minutes; what has no value after that has none because nobody asked. */
const lagInMs = 4 * 60_000
/** Azure loses a minute now and then; several in a row are minutes without requests. */
const fewestEmptyGrains = 3

/** Figures for the search for trouble, up to an instant. */
export const appFiguresOf = (find: FindAppMetric, until: Instant): AppFigures => {
  const pointsOf = (metric: string, baseline?: MetricFinding['baseline']): readonly KnownPoint[] => {
    const finding = find(metric, baseline)
    if (finding === undefined) return []
    return baseline === 'last-week'
      ? combineInstances(finding).filter(([at]) => at < until)
      : appPointsOf(finding, until)
  }
  return {
    minutesOf: (metric) => pointsOf(metric),
    lookBackOf: (metric) => pointsOf(metric, 'look-back'),
    lookBackGrainInMs: find('Requests', 'look-back')?.grainInMs ?? quarterInMs,
    lastWeekOf: (metric) => pointsOf(metric, 'last-week'),
  }
}

/** All instances together; of requests, none where nobody asked. */
export const appPointsOf = (finding: MetricFinding, until: Instant): readonly KnownPoint[] => {
  const points = combineInstances(finding).filter(([at]) => at < until)
  return finding.metric === 'Requests' ? withEmptyGrains(points, finding, until) : points
}

/** A stopped app has no figures at all, while it is: nobody's request is a figure too. */
const withEmptyGrains = (
  points: readonly KnownPoint[],
  { series, grainInMs }: MetricFinding,
  until: Instant,
): readonly KnownPoint[] => {
  const last = points.at(-1)
  if (last === undefined) return points
  const known = new Set(points.map(([at]) => at))
  const asked = new Set(series.flatMap((one) => one.points.map(([at]) => at)))
  for (let at = last[0] + grainInMs; at < until; at += grainInMs) asked.add(at)
  const silent = [...asked]
    .filter((at) => !known.has(at) && at + grainInMs <= until - lagInMs)
    .toSorted((a, b) => a - b)
  const fewest = grainInMs === 60_000 ? fewestEmptyGrains : 1
  const empty = runsOf(silent, grainInMs).filter((run) => run.length >= fewest)
  return [...points, ...empty.flat().map((at) => [at, 0] as const)].toSorted(([a], [b]) => a - b)
}

/** Grains that follow each other. */
const runsOf = (instants: readonly Instant[], grainInMs: number): readonly (readonly Instant[])[] => {
  const runs: Instant[][] = []
  for (const at of instants) {
    const last = runs.at(-1)
    if (last !== undefined && at - (last.at(-1) ?? 0) <= grainInMs) last.push(at)
    else runs.push([at])
  }
  return runs
}
