import type { ObservedFindings } from '../../diagnose/types.ts'
import type { Instant } from '../../incident/finding.ts'
import { baselineFindingsOf, metricFindingOf } from '../../incident/read-findings.ts'
import { appPointsOf } from '../../series/app-figures.ts'
import type { KnownPoint } from '../../series/known-points.ts'
import { uncoveredGrains } from '../../series/uncovered-grains.ts'

/** Requests in a stretch of time, and how many of them ended in an error of the server. */
export interface FailureCount {
  readonly failed: number
  readonly requests: number
}

export interface SeenFailures {
  /** A minute, over the newest five. */
  readonly now?: FailureCount
  /** From the onset on, where there is one. */
  readonly sinceOnset?: FailureCount
  /** The end of the last minute that was counted: Azure's counts come some minutes late. */
  readonly countedUntil?: Instant
  readonly worst?: FailureCount & { readonly at: Instant }
}

const minuteInMs = 60_000
const minutesCountedAsNow = 5
/** Ours: one failure of two requests is no worst minute. */
const fewestInWorst = 10

/** How many requests fail, of how many; `undefined` where Azure has no counts. */
export const failuresIn = (findings: ObservedFindings): SeenFailures | undefined => {
  const requests = countsOf(findings, 'Requests')
  if (requests.length === 0) return undefined
  const failed = new Map(countsOf(findings, 'Http5xx'))
  const both = requests.map(([at, count]) => ({ at, requests: count, failed: failed.get(at) ?? 0 }))
  const minutes = minutesOf(findings, 'Requests')
  const fine = new Set(minutes.map(([at]) => at))
  const newest = both.filter(({ at }) => fine.has(at)).slice(-minutesCountedAsNow)
  const since = findings.since
  const later = since === undefined ? [] : both.filter(({ at }) => at >= since - minuteInMs)
  const worst = later
    .filter((one) => fine.has(one.at) && one.requests >= fewestInWorst && one.failed > 0)
    .reduce<(FailureCount & { at: Instant }) | undefined>(
      (most, one) => (most === undefined || shareOf(one) > shareOf(most) ? one : most),
      undefined,
    )
  return {
    ...(newest.length === 0 ? {} : { now: perMinute(sumOf(newest), newest.length) }),
    ...(later.length === 0 ? {} : { sinceOnset: sumOf(later) }),
    ...(minutes.length === 0 ? {} : { countedUntil: (minutes.at(-1)?.[0] ?? 0) + minuteInMs }),
    ...(worst === undefined ? {} : { worst }),
  }
}

/** 0…1 */
export const shareOf = ({ failed, requests }: FailureCount): number =>
  requests <= 0 ? 0 : Math.min(1, failed / Math.max(requests, failed))

/** A count from the onset on, as far as it was seen. */
export const countSinceOnset = (findings: ObservedFindings, metric: string): number =>
  countsOf(findings, metric)
    .filter(([at]) => at >= (findings.since ?? findings.window.from) - minuteInMs)
    .reduce((sum, [, value]) => sum + value, 0)

const minutesOf = (findings: ObservedFindings, metric: string): readonly KnownPoint[] => {
  const finding = metricFindingOf(findings, 'app', metric)
  return finding === undefined ? [] : appPointsOf(finding, findings.window.to)
}

/** By the minute, and coarsely where the minutes were not looked at: both are counts, so that they add up. */
const countsOf = (findings: ObservedFindings, metric: string): readonly KnownPoint[] => {
  const minutes = minutesOf(findings, metric)
  const back = baselineFindingsOf(findings, 'app', metric).find(({ baseline }) => baseline === 'look-back')
  if (back === undefined) return minutes
  const coarse = appPointsOf(back, findings.window.to)
  // A count of nothing has no points: the requests' minutes say what was looked at.
  const covered = minutesOf(findings, 'Requests')
  const readUntil = (covered.at(-1)?.[0] ?? 0) + minuteInMs
  // The grain that is still filling holds minutes that are there already, and a minute counts once.
  const kept = uncoveredGrains(coarse, back.grainInMs, covered).filter(
    ([at]) => at + back.grainInMs <= readUntil || at >= readUntil,
  )
  const isKept = (at: Instant) => kept.some(([from]) => at >= from && at < from + back.grainInMs)
  return [...kept, ...minutes.filter(([at]) => !isKept(at))].toSorted(([a], [b]) => a - b)
}

const sumOf = (counts: readonly FailureCount[]): FailureCount => ({
  failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  requests: counts.reduce((sum, { requests }) => sum + requests, 0),
})

const perMinute = ({ failed, requests }: FailureCount, minutes: number): FailureCount => ({
  failed: failed / minutes,
  requests: requests / minutes,
})
