import type { Instant, MetricFinding } from '../incident/finding.ts'
import { combineInstances, type KnownPoint } from './known-points.ts'
import type { AppFigures } from './trouble.ts'

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
    const points = combineInstances(finding).filter(([at]) => at < until)
    return metric === 'Requests' && baseline !== 'last-week'
      ? withEmptyGrains(points, finding.grainInMs, until)
      : points
  }
  return {
    minutesOf: (metric) => pointsOf(metric),
    lookBackOf: (metric) => pointsOf(metric, 'look-back'),
    lookBackGrainInMs: find('Requests', 'look-back')?.grainInMs ?? quarterInMs,
    lastWeekOf: (metric) => pointsOf(metric, 'last-week'),
  }
}

/** A stopped app has no figures at all from then on: nobody's request is a figure too. */
const withEmptyGrains = (points: readonly KnownPoint[], grainInMs: number, until: Instant): readonly KnownPoint[] => {
  const last = points.at(-1)
  if (last === undefined) return points
  const empty: KnownPoint[] = []
  for (let at = last[0] + grainInMs; at + grainInMs <= until - lagInMs; at += grainInMs) empty.push([at, 0])
  return empty.length < (grainInMs === 60_000 ? fewestEmptyGrains : 1) ? points : [...points, ...empty]
}
