import type { Instant } from '../incident/finding.ts'
import { type KnownPoint, meanOfNeighbours, medianOf, valuesOfPoints } from './known-points.ts'

/** Requests a minute on other days at that time; undefined where nobody knows. */
export type UsualAt = (at: Instant) => number | undefined

/** Ours: where fewer come a minute, a quarter of an hour without any may be chance. */
const minExpectedPerMinute = 0.6
/** Ours: what stops, stops within an hour; what ebbs away is the evening. */
const abruptWithinInMs = 3_600_000

/**
 * 0…1: how many of the requests that should have come did not; 0 up to `least`. It counts only where fewer came than in
 * the hour before it stopped, and than is usual then: nights, weekends and launches are no trouble. `requests`: a
 * minute, ascending.
 */
const missingRequestsOf = (requests: readonly KnownPoint[], usualAt: UsualAt, least: number): readonly KnownPoint[] => {
  let before: number | undefined
  let isMissing = false
  const recent: KnownPoint[] = []
  return requests.map(([at, value]) => {
    while (recent.length > 0 && at - (recent[0]?.[0] ?? 0) > abruptWithinInMs) recent.shift()
    if (!isMissing) before = meanOf(recent) ?? before
    const expected = Math.min(before ?? 0, usualAt(at) ?? Number.POSITIVE_INFINITY)
    // What has stopped is still stopped at an hour at which few would come.
    const isTelling = expected >= minExpectedPerMinute || (isMissing && expected > 0)
    const missing = isTelling ? Math.max(0, 1 - value / expected) : 0
    isMissing = missing > least
    if (!isMissing) recent.push([at, value])
    return [at, isMissing ? missing : 0] as const
  })
}

/** Ours: a tenth less is chance, or the day. */
const noticeablyLess = 0.1
/** Ours: less than half of those who are missing is no explanation; what lasts may go on with fewer, as the day turns. */
const explainedShare = { first: 0.5, lasting: 0.25 }

/**
 * How many requests a minute would be served if none of the usual ones were refused. By the rhythm of another day, as
 * busy as the hour before was beside it, since a quiet Saturday is measured by its own; where that day is not known, as
 * many as in the hour before. Only where as many more are refused: a scanner that goes on while the evening gets quieter
 * keeps nobody away. While that lasts, it is kept out of what is the measure.
 */
const expectedRequestsOf = (
  served: readonly KnownPoint[],
  usualAt: UsualAt,
  comingAt: UsualAt,
): readonly KnownPoint[] => {
  let before: number | undefined
  let pace: number | undefined
  let refusedBefore: number | undefined
  let isKeptAway = false
  const recent: KnownPoint[] = []
  const refusedAt = ([at, value]: KnownPoint): number => Math.max(0, (comingAt(at) ?? value) - value)
  return served.map((point) => {
    const [at, value] = point
    if (!isKeptAway) {
      while (recent.length > 0 && at - (recent[0]?.[0] ?? 0) > abruptWithinInMs) recent.shift()
      before = meanOf(recent) ?? before
      pace = paceOf(recent, usualAt) ?? pace
      refusedBefore = meanOf(recent.map((one) => [one[0], refusedAt(one)] as const)) ?? refusedBefore
    }
    const usual = usualAt(at)
    const atMost = Math.min(before ?? value, usual ?? Number.POSITIVE_INFINITY)
    const expected = Math.max(atMost, usual === undefined || pace === undefined ? 0 : usual * pace)
    const moreRefused = refusedAt(point) - (refusedBefore ?? Number.POSITIVE_INFINITY)
    const explained = (isKeptAway ? explainedShare.lasting : explainedShare.first) * (expected - value)
    isKeptAway = value < expected * (1 - noticeablyLess) && moreRefused >= explained
    if (isKeptAway) return [at, expected] as const
    recent.push(point)
    return point
  })
}

/** How busy it is beside another day. */
const paceOf = (points: readonly KnownPoint[], usualAt: UsualAt): number | undefined => {
  const known = points.flatMap(([at, value]) => {
    const usual = usualAt(at)
    return usual === undefined ? [] : [[value, usual] as const]
  })
  const usual = known.reduce((sum, [, one]) => sum + one, 0)
  return known.length < 3 || usual === 0 ? undefined : known.reduce((sum, [value]) => sum + value, 0) / usual
}

/** The same over the whole time, in both grains; requests a minute that are served, of all that come. */
export const expectedInTwoGrains = (served: CountsInTwoGrains, coming: CountsInTwoGrains): readonly KnownPoint[] => {
  const all = new Map(ratesOf(coming))
  return expectedRequestsOf(ratesOf(served), usualRequestsAt(served), (at) => all.get(at))
}

const ratesOf = ({ older, minutes, grainInMs }: CountsInTwoGrains): readonly KnownPoint[] =>
  [...perMinute(older, grainInMs), ...meanOfNeighbours(minutes)].toSorted(([a], [b]) => a - b)

const meanOf = (points: readonly KnownPoint[]): number | undefined =>
  points.length < 3 ? undefined : points.reduce((sum, [, value]) => sum + value, 0) / points.length

const minuteInMs = 60_000
const dayInMs = 24 * 3_600_000

/** Counts of the same requests in minutes and, for what is older, in a coarser grain. */
export interface CountsInTwoGrains {
  readonly minutes: readonly KnownPoint[]
  readonly coarse: readonly KnownPoint[]
  /** Of the coarse ones, those that the minutes do not cover. */
  readonly older: readonly KnownPoint[]
  readonly grainInMs: number
  /** Coarse, of the last hour a week ago. */
  readonly lastWeek: readonly KnownPoint[]
}

/** Requests a minute on the day before and, of the last hour, a week ago. */
const usualRequestsAt = ({ minutes, coarse, grainInMs, lastWeek }: CountsInTwoGrains): UsualAt => {
  const rates = new Map(perMinute(coarse, grainInMs))
  const weekAgo = medianOf(valuesOfPoints(perMinute(lastWeek, grainInMs)))
  // Minutes around an older onset lie at another hour than the one that was looked at a week ago.
  const lastHour = (minutes.at(-1)?.[0] ?? Number.POSITIVE_INFINITY) - abruptWithinInMs
  return (at) => {
    const grain = Math.floor(at / grainInMs) * grainInMs
    // Of what is older than a day, the day after tells of its rhythm.
    const otherDay = rates.get(grain - dayInMs) ?? rates.get(grain + dayInMs)
    const known = [otherDay, at >= lastHour ? weekAgo : undefined].filter((value) => value !== undefined)
    return known.length === 0 ? undefined : Math.max(...known)
  }
}

const perMinute = (points: readonly KnownPoint[], grainInMs: number): readonly KnownPoint[] =>
  points.map(([at, value]) => [at, (value * minuteInMs) / grainInMs] as const)

/** One course over the whole time, told in both grains. */
export const missingInTwoGrains = (
  counts: CountsInTwoGrains,
  least: number,
): { readonly minutes: readonly KnownPoint[]; readonly older: readonly KnownPoint[] } => {
  const missing = new Map(missingRequestsOf(ratesOf(counts), usualRequestsAt(counts), least))
  const of = (points: readonly KnownPoint[]) => points.map(([at]) => [at, missing.get(at) ?? 0] as const)
  return { minutes: of(counts.minutes), older: of(counts.older) }
}
