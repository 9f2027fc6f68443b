import type { Instant, TimeWindow } from '../incident/finding.ts'
import { type KnownPoint, medianOf, valuesOfPoints } from './known-points.ts'

/** What visitors can feel, each with a course of its own. */
const symptomKinds = [
  'server-errors',
  'forbidden',
  'unauthorized',
  'not-found',
  'redirected',
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

/**
 * Of the requests that were refused in a time, those that came beside the usual ones: scanners ask for what is not
 * there, and what they are refused is no trouble.
 */
export type CameBesides = (time: TimeWindow, counted: { readonly served: number; readonly refused: number }) => number

/** Every symptom that the metrics can show. */
export const symptomSeriesOf = (
  pointsOf: PointsOf,
  grainInMs: number,
  cameBesides: CameBesides,
): readonly SymptomSeries[] => {
  const joined = joinedGrains(pointsOf('Requests'), grainInMs)
  const wide = grainInMs * joined
  const counted = (metric: string): readonly KnownPoint[] => joinGrains(pointsOf(metric), grainInMs, joined)
  const requests = counted('Requests')
  const counts = new Map(
    ['Http5xx', 'Http4xx', 'Http3xx', 'Http401', 'Http403', 'Http404'].map(
      (metric) => [metric, new Map(counted(metric))] as const,
    ),
  )
  const at = (metric: string, instant: Instant): number => counts.get(metric)?.get(instant) ?? 0
  const share = (kind: SymptomKind, failed: (instant: Instant) => number): SymptomSeries => ({
    kind,
    grainInMs: wide,
    points: requests.map(([instant, all]) => [instant, shareOf(failed(instant), all)] as const),
  })
  const all = new Map(requests)
  const extraAt = (instant: Instant): number => {
    const refused = at('Http4xx', instant)
    const served = (all.get(instant) ?? 0) - refused - at('Http5xx', instant)
    return cameBesides({ from: instant, to: instant + wide }, { served, refused })
  }
  const refused = (kind: SymptomKind, metric: string): SymptomSeries => ({
    kind,
    grainInMs: wide,
    points: requests.map(([instant, count]) => {
      const extra = extraAt(instant)
      return [instant, shareOf(Math.max(0, at(metric, instant) - extra), count - extra)] as const
    }),
  })
  const seconds = joinMeans(pointsOf('HttpResponseTime'), pointsOf('Requests'), wide)
  const secondsAt = new Map(seconds)
  return [
    share('server-errors', (instant) => at('Http5xx', instant)),
    refused('forbidden', 'Http403'),
    refused('unauthorized', 'Http401'),
    refused('not-found', 'Http404'),
    share('redirected', (instant) => at('Http3xx', instant)),
    share('gave-up', (instant) => {
      const given = at('Http4xx', instant) - at('Http401', instant) - at('Http403', instant) - at('Http404', instant)
      return (secondsAt.get(instant) ?? 0) >= impatientInSeconds ? given : Math.max(0, given - extraAt(instant))
    }),
    { kind: 'slow', grainInMs: wide, points: seconds },
    { kind: 'unhealthy', grainInMs, points: shortfallOf(pointsOf('HealthCheckStatus')) },
  ]
}

/** Ours: nobody gives up on an answer that takes less; other refusals of requests that come besides are a scanner's. */
const impatientInSeconds = 3

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

/** Means over wider grains, each by its requests: one slow answer of two says little. */
const joinMeans = (
  points: readonly KnownPoint[],
  requests: readonly KnownPoint[],
  wideInMs: number,
): readonly KnownPoint[] => {
  const asked = new Map(requests)
  const sums = new Map<Instant, { count: number; total: number }>()
  for (const [at, value] of points) {
    const start = Math.floor(at / wideInMs) * wideInMs
    const count = Math.max(1, asked.get(at) ?? 1)
    const { count: before, total } = sums.get(start) ?? { count: 0, total: 0 }
    sums.set(start, { count: before + count, total: total + value * count })
  }
  return [...sums].toSorted(([a], [b]) => a - b).map(([at, { count, total }]) => [at, total / count] as const)
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
  redirected: 0.3,
  'gave-up': 0.05,
  slow: 0.1,
  unhealthy: 5,
  'missing-requests': 0.5,
}

/** Ours: what so many feel decides when the trouble began; a mild symptom may have been there for long. */
const majorPeaks: Readonly<Record<SymptomKind, number>> = {
  'server-errors': 0.05,
  forbidden: 0.3,
  unauthorized: 0.3,
  'not-found': 0.3,
  redirected: 0.5,
  'gave-up': 0.1,
  slow: 1,
  unhealthy: 30,
  'missing-requests': 0.67,
}

/** Whether many felt it, and far more than usual. */
export const isMajorSymptom = (symptom: {
  readonly kind: SymptomKind
  readonly peak: number
  readonly usual?: number
}): boolean => symptom.peak >= majorPeaks[symptom.kind] && symptom.peak >= 3 * (symptom.usual ?? 0)
