import type { Instant } from '../incident/finding.ts'
import type { KnownPoint } from './known-points.ts'

/** A stretch of time in which a series was out of its usual. */
export interface Episode {
  readonly from: Instant
  /** The end of its last bad grain. */
  readonly to: Instant
  /** The highest value in it. */
  readonly peak: number
  /** The longest calm between two of its bad grains. */
  readonly longestCalmInMs: number
}

/** A series with the limit above which it is bad. */
export interface JudgedSeries {
  readonly points: readonly KnownPoint[]
  readonly grainInMs: number
  readonly limit: number
}

/** Ours: a crash loop has calm minutes; what is calm for longer is over. */
const bridgedInMs = 15 * 60_000
/** Ours: one bad grain is chance unless it is far out; three are not. */
const minBadGrains = 3
const farOut = 3
/** Ours: a bridge between rare bad minutes makes no episode. */
const minBadShare = 0.2

interface Grain {
  readonly at: Instant
  readonly end: Instant
  readonly value: number
  /** In limits: above 1 it is bad. */
  readonly excess: number
  readonly grainInMs: number
}

/** Stretches that are bad, ascending. Series of several grains may be given, as long as no time is in two of them. */
export const findEpisodes = (series: readonly JudgedSeries[]): readonly Episode[] => {
  const grains = series.flatMap(grainsOf).toSorted((a, b) => a.at - b.at)
  const runs: { bad: Grain[]; calm: number }[] = []
  let calmSince = 0
  for (const grain of grains) {
    const run = runs.at(-1)
    const previous = run?.bad.at(-1)
    if (grain.excess <= 1) calmSince += 1
    else {
      const isNear = previous !== undefined && grain.at - previous.end <= bridgeOf(grain, previous)
      // Where nothing was measured between, nothing was calm either.
      if (run !== undefined && (isNear || calmSince === 0)) {
        run.bad.push(grain)
        run.calm += calmSince
      } else runs.push({ bad: [grain], calm: 0 })
      calmSince = 0
    }
  }
  return runs.filter(isSignificant).map(({ bad }) => toEpisode(bad))
}

const grainsOf = ({ points, grainInMs, limit }: JudgedSeries): readonly Grain[] =>
  points.map(([at, value]) => ({ at, end: at + grainInMs, value, excess: value / Math.max(limit, 1e-9), grainInMs }))

/** Two coarse grains apart are as near as can be told. */
const bridgeOf = (one: Grain, other: Grain): number => Math.max(bridgedInMs, one.grainInMs, other.grainInMs)

const isSignificant = ({ bad, calm }: { readonly bad: readonly Grain[]; readonly calm: number }): boolean =>
  bad.length >= (bad.length + calm) * minBadShare &&
  (bad.length >= minBadGrains || bad.some(({ excess }) => excess >= farOut))

const toEpisode = (run: readonly Grain[]): Episode => ({
  from: run[0]?.at ?? 0,
  to: run.at(-1)?.end ?? 0,
  peak: Math.max(...run.map(({ value }) => value)),
  longestCalmInMs: Math.max(0, ...run.slice(1).map(({ at }, index) => at - (run[index]?.end ?? at))),
})
