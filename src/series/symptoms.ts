import type { Instant } from '../incident/finding.ts'
import { type KnownPoint, medianOf, valuesOfPoints } from './known-points.ts'

/** What visitors can feel, each with a course of its own. */
export const symptomKinds = [
  'server-errors',
  'forbidden',
  'unauthorized',
  'not-found',
  'gave-up',
  'slow',
  'unhealthy',
  'missing-requests',
] as const
export type SymptomKind = (typeof symptomKinds)[number]

/** The points of a metric of the app, all instances together, in one grain. */
export type PointsOf = (metric: string) => readonly KnownPoint[]

/** A symptom as a series that is higher the worse it is. */
export interface SymptomSeries {
  readonly kind: SymptomKind
  readonly points: readonly KnownPoint[]
  /** As wide as the points are apart at least: few requests are counted over several minutes. */
  readonly grainInMs: number
}

/** Ours: fewer requests in a grain make no share. */
const minRequestsPerGrain = 10
const maxGrainsJoined = 10

/** Every symptom that the metrics can show. `usualServed`: requests a minute that are usually answered well. */
export const symptomSeriesOf = (
  pointsOf: PointsOf,
  grainInMs: number,
  usualServed: number | undefined,
): readonly SymptomSeries[] => {
  const joined = joinedGrains(pointsOf('Requests'), grainInMs)
  const wide = grainInMs * joined
  const counted = (metric: string): readonly KnownPoint[] => joinGrains(pointsOf(metric), grainInMs, joined)
  const requests = counted('Requests')
  const counts = new Map(
    ['Http5xx', 'Http4xx', 'Http401', 'Http403', 'Http404'].map(
      (metric) => [metric, new Map(counted(metric))] as const,
    ),
  )
  const at = (metric: string, instant: Instant): number => counts.get(metric)?.get(instant) ?? 0
  const share = (kind: SymptomKind, failed: (instant: Instant) => number): SymptomSeries => ({
    kind,
    grainInMs: wide,
    points: requests.map(([instant, all]) => [instant, shareOf(failed(instant), all)] as const),
  })
  /** Scanners ask for what is not there beside all others; it is trouble where the others are served no longer. */
  const refused = (kind: SymptomKind, metric: string): SymptomSeries =>
    share(kind, (instant) => {
      const served = (requestsAt.get(instant) ?? 0) - at('Http4xx', instant) - at('Http5xx', instant)
      const isServed = usualServed === undefined || served >= (servedShare * usualServed * wide) / 60_000
      return isServed ? 0 : at(metric, instant)
    })
  const requestsAt = new Map(requests)
  return [
    share('server-errors', (instant) => at('Http5xx', instant)),
    refused('forbidden', 'Http403'),
    refused('unauthorized', 'Http401'),
    refused('not-found', 'Http404'),
    share(
      'gave-up',
      (instant) => at('Http4xx', instant) - at('Http401', instant) - at('Http403', instant) - at('Http404', instant),
    ),
    { kind: 'slow', grainInMs, points: pointsOf('HttpResponseTime') },
    { kind: 'unhealthy', grainInMs, points: shortfallOf(pointsOf('HealthCheckStatus')) },
  ]
}

/** Ours: a third less than usual is more than a quiet minute. */
const servedShare = 0.67

/** What is certain of a count (less its own chance), as a share: one failure of two requests says nothing. */
const shareOf = (failed: number, all: number): number =>
  all <= 0 ? 0 : Math.min(1, Math.max(0, (failed - Math.sqrt(Math.max(0, failed))) / Math.max(all, failed)))

/** Microsoft's health check is 100 where every instance answers. */
const shortfallOf = (points: readonly KnownPoint[]): readonly KnownPoint[] =>
  points.map(([at, value]) => [at, Math.max(0, 100 - value)] as const)

/** How many grains together have requests enough. */
const joinedGrains = (requests: readonly KnownPoint[], grainInMs: number): number => {
  const busy = valuesOfPoints(requests).filter((value) => value > 0)
  const usual = medianOf(busy) ?? 0
  const wanted = usual === 0 ? 1 : Math.ceil(minRequestsPerGrain / usual)
  return grainInMs > 60_000 ? 1 : ([1, 2, 5, maxGrainsJoined].find((count) => count >= wanted) ?? maxGrainsJoined)
}

/** Sums of counts over several grains, by the start of the first. */
const joinGrains = (points: readonly KnownPoint[], grainInMs: number, count: number): readonly KnownPoint[] => {
  if (count === 1) return points
  const sums = new Map<Instant, number>()
  for (const [at, value] of points) {
    const start = Math.floor(at / (grainInMs * count)) * grainInMs * count
    sums.set(start, (sums.get(start) ?? 0) + value)
  }
  return [...sums].toSorted(([a], [b]) => a - b)
}

/** The least rise over the usual that is worth calling one (ours), in the symptom's own unit. */
export const symptomFloors: Readonly<Record<SymptomKind, number>> = {
  'server-errors': 0.01,
  forbidden: 0.15,
  unauthorized: 0.15,
  'not-found': 0.15,
  'gave-up': 0.05,
  slow: 0.1,
  unhealthy: 5,
  'missing-requests': 0.5,
}
