import type { Instant } from '../incident/finding.ts'
import type { KnownPoint } from './known-points.ts'

/** A stretch of time in which a series was out of its usual. */
export interface Episode {
  readonly from: Instant
  /** The end of its last bad grain. */
  readonly to: Instant
  /** The highest value in it. */
  readonly peak: number
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

interface BadGrain {
  readonly at: Instant
  readonly end: Instant
  readonly value: number
  readonly excess: number
  readonly grainInMs: number
}

/** Stretches that are bad, ascending. Series of several grains may be given, as long as no time is in two of them. */
export const findEpisodes = (series: readonly JudgedSeries[]): readonly Episode[] => {
  const bad = series.flatMap(badGrainsOf).toSorted((a, b) => a.at - b.at)
  const runs: BadGrain[][] = []
  for (const grain of bad) {
    const last = runs.at(-1)
    const previous = last?.at(-1)
    if (last === undefined || previous === undefined || grain.at - previous.end > bridgeOf(grain, previous))
      runs.push([grain])
    else last.push(grain)
  }
  return runs.filter(isSignificant).map(toEpisode)
}

const badGrainsOf = ({ points, grainInMs, limit }: JudgedSeries): readonly BadGrain[] =>
  points
    .filter(([, value]) => value > limit)
    .map(([at, value]) => ({ at, end: at + grainInMs, value, excess: value / Math.max(limit, 1e-9), grainInMs }))

/** Two coarse grains apart are as near as can be told. */
const bridgeOf = (one: BadGrain, other: BadGrain): number => Math.max(bridgedInMs, one.grainInMs, other.grainInMs)

const isSignificant = (run: readonly BadGrain[]): boolean => {
  const [first] = run
  const last = run.at(-1)
  if (first === undefined || last === undefined) return false
  const badInMs = run.reduce((sum, { grainInMs }) => sum + grainInMs, 0)
  if (badInMs < (last.end - first.at) * minBadShare) return false
  return run.length >= minBadGrains || run.some(({ excess }) => excess >= farOut)
}

const toEpisode = (run: readonly BadGrain[]): Episode => ({
  from: run[0]?.at ?? 0,
  to: run.at(-1)?.end ?? 0,
  peak: Math.max(...run.map(({ value }) => value)),
})
