import type { Instant } from '../incident/finding.ts'
import type { KnownPoint } from './known-points.ts'

/** Ours: where fewer come a minute, a quarter of an hour without any may be chance. */
const minExpectedPerMinute = 0.6
/** Ours: what stops, stops within an hour; what ebbs away is the evening. */
const abruptWithinInMs = 3_600_000
const minMissing = 2 / 3

/**
 * 0…1: how many of the requests that should have come did not; 0 up to two thirds. It counts only where far fewer came
 * than in the hour before it stopped, and than `usualAt` says (requests a minute on other days at that time; undefined
 * where nobody knows): nights, weekends and launches are no trouble. `requests`: a minute, ascending.
 */
export const missingRequestsOf = (
  requests: readonly KnownPoint[],
  usualAt: (at: Instant) => number | undefined,
): readonly KnownPoint[] => {
  let before: number | undefined
  let isMissing = false
  const recent: KnownPoint[] = []
  return requests.map(([at, value]) => {
    while (recent.length > 0 && at - (recent[0]?.[0] ?? 0) > abruptWithinInMs) recent.shift()
    if (!isMissing) before = meanOf(recent) ?? before
    const expected = Math.min(before ?? 0, usualAt(at) ?? Number.POSITIVE_INFINITY)
    const missing = expected < minExpectedPerMinute ? 0 : Math.max(0, 1 - value / expected)
    isMissing = missing > minMissing
    if (!isMissing) recent.push([at, value])
    return [at, isMissing ? missing : 0] as const
  })
}

const meanOf = (points: readonly KnownPoint[]): number | undefined =>
  points.length < 3 ? undefined : points.reduce((sum, [, value]) => sum + value, 0) / points.length
