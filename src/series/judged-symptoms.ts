import type { Instant } from '../incident/finding.ts'
import { type Episode, findEpisodes } from './episodes.ts'
import { averageOf, type KnownPoint, valuesOfPoints } from './known-points.ts'
import { type CountsInTwoGrains, expectedInTwoGrains, missingInTwoGrains } from './missing-requests.ts'
import { findOnset } from './onset.ts'
import {
  type CameBesides,
  type PointsOf,
  type SymptomKind,
  type SymptomSeries,
  symptomFloors,
  symptomSeriesOf,
} from './symptoms.ts'
import { uncoveredGrains } from './uncovered-grains.ts'
import { limitOf, type Usual, usualOf } from './usual.ts'

/** The figures of an app, all instances together; counts by the grain. */
export interface AppFigures {
  /** Minutes, with a gap where they were looked at around an older onset too. */
  minutesOf(metric: string): readonly KnownPoint[]
  /** What is looked back on: coarser, and older. */
  lookBackOf(metric: string): readonly KnownPoint[]
  readonly lookBackGrainInMs: number
  /** The same hour a week earlier, in the grain of the look back. */
  lastWeekOf(metric: string): readonly KnownPoint[]
}

export interface SymptomEpisode extends Episode {
  readonly kind: SymptomKind
  /** What the series is when nothing is wrong; absent where too little is known. */
  readonly usual?: number
}

const minuteInMs = 60_000
/** Ours: fewer coarse grains say nothing about what is usual. */
const minLookBackGrains = 12
/** Ours: what was bad within these minutes lasts; a crash loop has calm ones between. */
const lastsWithinInMs = 5 * minuteInMs
/** Ours: what lasted that long has to be halfway back to be over. */
const establishedInMs = 30 * minuteInMs
/** Ours: a third that comes through of what should come is no longer chance. */
const minMissing = 2 / 3
/** Ours: a third less than usual is more than a quiet minute. */
const minServedLess = 1 / 3
export interface JudgedSymptom {
  readonly series: SymptomSeries
  readonly episodes: readonly SymptomEpisode[]
  readonly lasts: boolean
  /** The symptom in this hour a week ago, in coarse grains. */
  readonly lastWeek: readonly KnownPoint[]
}

/** Each symptom with its stretches of trouble, over everything that was looked at. */
export const judgedSymptoms = (figures: AppFigures): readonly JudgedSymptom[] => {
  const { lookBackGrainInMs: grain } = figures
  const besides = besidesIn(figures)
  const missing = missingInTwoGrains(
    countsOf(figures, ({ all }) => all),
    minMissing,
  )
  const fine: readonly SymptomSeries[] = [
    ...symptomSeriesOf(figures.minutesOf, minuteInMs, besides),
    { kind: 'missing-requests', grainInMs: minuteInMs, points: missing.minutes },
  ]
  const coarse: readonly SymptomSeries[] = [
    ...symptomSeriesOf(figures.lookBackOf, grain, besides),
    { kind: 'missing-requests', grainInMs: grain, points: missing.older },
  ]
  const lastWeek = symptomSeriesOf(figures.lastWeekOf, grain, besides)
  const counts = new Map([...figures.lastWeekOf('Requests'), ...figures.lookBackOf('Requests')])
  const isAsked = ([at]: KnownPoint) => (counts.get(at) ?? 0) * minuteInMs >= grain
  return fine.map((series) => {
    const of = (all: readonly SymptomSeries[]) => all.find(({ kind }) => kind === series.kind)?.points ?? []
    // Minutes without a request count as an answer in no time: where there are many, a mean says little of the usual.
    const tellingOf = (all: readonly SymptomSeries[]) => (series.kind === 'slow' ? of(all).filter(isAsked) : of(all))
    return judge(series, {
      coarse: of(coarse),
      telling: tellingOf(coarse),
      lastWeek: tellingOf(lastWeek),
      coarseGrainInMs: grain,
    })
  })
}

interface OtherTimes {
  readonly coarse: readonly KnownPoint[]
  /** Of those, the ones that what is usual is learnt from. */
  readonly telling: readonly KnownPoint[]
  readonly lastWeek: readonly KnownPoint[]
  readonly coarseGrainInMs: number
}

const judge = (series: SymptomSeries, other: OtherTimes): JudgedSymptom => {
  const { kind, points, grainInMs } = series
  const floor = symptomFloors[kind]
  const usual = kind === 'missing-requests' ? noneUsual : usualOfSymptom(other, floor)
  if (usual === undefined) return { ...judgeAlone(series, floor), lastWeek: other.lastWeek }
  const share = kind === 'slow' ? slowShare : undefined
  const limit = limitOf(usual, floor, share)
  const level = kind === 'slow' ? levelAtThisHour(usual, other) : usual.level
  const fineLimit = limitOf({ level, spread: fineSpreadOf(usual, points) }, floor, share)
  const episodes = findEpisodes([
    { points: uncoveredGrains(other.coarse, other.coarseGrainInMs, points), grainInMs: other.coarseGrainInMs, limit },
    { points, grainInMs, limit: fineLimit },
  ]).map((episode) => ({ ...episode, kind, usual: usual.level }))
  return { series, episodes, lasts: lastsNow(episodes, series, fineLimit, other), lastWeek: other.lastWeek }
}

/** Ours: visitors notice an answer that takes twice as long. */
const slowShare = 1
/** Ours: a week ago it may have been slow by trouble of its own, which then is no measure. */
const maxRhythm = 3

/** An hour of the week may be slower than the two days before: the first on a Monday follows a weekend. */
const levelAtThisHour = ({ level }: Usual, { lastWeek }: OtherTimes): number =>
  Math.max(level, Math.min(usualOf(lastWeek, 3)?.level ?? 0, maxRhythm * level))

/** Missing requests are measured against what was expected already. */
const noneUsual: Usual = { level: 0, spread: 0 }

/** Trouble of a day hides what is usual: the day before, or a week ago, it was calm. */
const usualOfSymptom = ({ telling, lastWeek }: OtherTimes, floor: number): Usual | undefined => {
  const whole = usualOf(telling, minLookBackGrains)
  // After a silent weekend a week ago is all there is to compare with.
  if (whole === undefined) return usualOf(lastWeek, 3)
  const dayBefore = usualOf(telling.slice(0, telling.length >> 1), minLookBackGrains)
  const usual = dayBefore !== undefined && limitOf(dayBefore, floor) < limitOf(whole, floor) ? dayBefore : whole
  const weekAgo = usualOf(lastWeek, 3)
  return weekAgo !== undefined && weekAgo.level * 2 < usual.level ? weekAgo : usual
}

/** A minute is rougher than a quarter of an hour: by the root of fifteen where it is chance. */
const fineSpreadOf = ({ spread }: Usual, points: readonly KnownPoint[]): number =>
  Math.max(spread, Math.min(4 * spread, usualOf(points, 8)?.spread ?? 0))

/** Without a look back, the minutes have to show their own past. */
const judgeAlone = (series: SymptomSeries, floor: number): Omit<JudgedSymptom, 'lastWeek'> => {
  const { kind, points, grainInMs } = series
  const from = findOnset(points, floor)
  const last = points.at(-1)
  if (from === undefined || last === undefined) return { series, episodes: [], lasts: false }
  const peak = Math.max(...valuesOfPoints(points.filter(([at]) => at >= from)))
  return { series, episodes: [{ kind, from, to: last[0] + grainInMs, peak, longestCalmInMs: 0 }], lasts: true }
}

/** Bad at the end, and not by one odd minute among good ones. */
const lastsNow = (
  episodes: readonly SymptomEpisode[],
  { points, grainInMs }: SymptomSeries,
  limit: number,
  { coarse }: OtherTimes,
): boolean => {
  const last = episodes.at(-1)
  const newest = points.at(-1)
  if (last === undefined) return false
  if (newest === undefined) return last.to >= (coarse.at(-1)?.[0] ?? 0)
  const end = newest[0] + grainInMs
  const lastedInMs = last.to - last.from
  // What paused for as long before is not over yet; a short trouble is no proof of such pauses.
  const pausedInMs = Math.min(last.longestCalmInMs, lastedInMs / 10)
  const nowInMs = Math.max(lastsWithinInMs, grainInMs > minuteInMs ? 2 * grainInMs : 0, pausedInMs)
  const recent = averageOf(valuesOfPoints(points.filter(([at]) => at >= end - nowInMs))) ?? 0
  const level = last.usual ?? 0
  return last.to >= end - nowInMs && recent > (lastedInMs >= establishedInMs ? (level + limit) / 2 : limit)
}

/** How many of those that are refused come beside the visitors who usually do: as many as are not lacking among the served. */
const besidesIn = (figures: AppFigures): CameBesides => {
  const served = countsOf(figures, ({ all, failed }) => all - failed)
  const coming = countsOf(figures, ({ all }) => all)
  const expected = new Map(expectedInTwoGrains(served, coming))
  const missing = missingInTwoGrains(served, minServedLess)
  const points = [...missing.older, ...missing.minutes]
  return ({ from, to }, counted) => {
    const within = points.filter(([at]) => at >= from && at < to)
    const isServedLess = within.filter(([, value]) => value > 0).length * 2 > within.length
    const usual = averageOf(within.flatMap(([at]) => expected.get(at) ?? []))
    if (isServedLess || usual === undefined) return 0
    return Math.max(0, counted.refused - Math.max(0, (usual * (to - from)) / minuteInMs - counted.served))
  }
}

interface CountedRequests {
  readonly all: number
  readonly failed: number
}

const countsOf = (figures: AppFigures, countBy: (counted: CountedRequests) => number): CountsInTwoGrains => {
  const { lookBackGrainInMs: grainInMs } = figures
  const counted = (pointsOf: PointsOf): readonly KnownPoint[] => {
    const failed = new Map<Instant, number>()
    for (const metric of ['Http4xx', 'Http5xx'])
      for (const [at, value] of pointsOf(metric)) failed.set(at, (failed.get(at) ?? 0) + value)
    return pointsOf('Requests').map(
      ([at, all]) => [at, Math.max(0, countBy({ all, failed: failed.get(at) ?? 0 }))] as const,
    )
  }
  const minutes = counted(figures.minutesOf)
  const coarse = counted(figures.lookBackOf)
  const older = uncoveredGrains(coarse, grainInMs, minutes)
  return { minutes, coarse, older, grainInMs, lastWeek: counted(figures.lastWeekOf) }
}
