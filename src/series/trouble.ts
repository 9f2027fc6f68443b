import type { Instant, TimeWindow } from '../incident/finding.ts'
import { type Episode, findEpisodes } from './episodes.ts'
import { averageOf, type KnownPoint, medianOf, valuesOfPoints } from './known-points.ts'
import { missingRequestsOf } from './missing-requests.ts'
import { findOnset } from './onset.ts'
import { type SymptomKind, type SymptomSeries, symptomFloors, symptomSeriesOf } from './symptoms.ts'
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

export interface Trouble {
  /** What lasts now; empty where nothing does. */
  readonly current: readonly SymptomEpisode[]
  /** What the last trouble was that is over, where nothing lasts. */
  readonly past: readonly SymptomEpisode[]
  /** When each symptom that lasts began, and when it grew again; ascending. */
  readonly onsets: readonly Instant[]
  /** True where what lasts is as old as everything that was looked at. */
  readonly startUnseen: boolean
}

const minuteInMs = 60_000
const dayInMs = 24 * 3_600_000
/** Ours: fewer coarse grains say nothing about what is usual. */
const minLookBackGrains = 12
/** Ours: what was bad within these minutes lasts; a crash loop has calm ones between. */
const lastsWithinInMs = 5 * minuteInMs
const nowInMs = 5 * minuteInMs
/** Ours: older trouble is not what is reported now. */
const pastWithinInMs = 12 * 3_600_000
/** Ours: what happens at this hour every day is how the app is. */
const habitToleranceInMs = 3_600_000

/** What visitors felt and feel, as far as the figures show it. */
export const findTrouble = (figures: AppFigures): Trouble => {
  const found = judgedSymptoms(figures)
  const current = found.flatMap(({ episodes, lasts }) => (lasts ? episodes.slice(-1) : []))
  const firstSeenAt = figures.lookBackOf('Requests')[0]?.[0]
  const onsets = found.flatMap(({ episodes, lasts, series }) =>
    lasts ? onsetsOf(episodes.at(-1)?.from ?? 0, series) : [],
  )
  return {
    current,
    past: current.length > 0 ? [] : lastPastTrouble(found, figures),
    onsets: [...new Set(onsets)].toSorted((a, b) => a - b),
    startUnseen:
      firstSeenAt !== undefined && current.some(({ from }) => from <= firstSeenAt + 2 * figures.lookBackGrainInMs),
  }
}

interface JudgedSymptom {
  readonly series: SymptomSeries
  readonly episodes: readonly SymptomEpisode[]
  readonly lasts: boolean
}

const judgedSymptoms = (figures: AppFigures): readonly JudgedSymptom[] => {
  const usualServed = usualServedOf(figures)
  const missing = missingSeriesOf(figures)
  const fine = [...symptomSeriesOf(figures.minutesOf, minuteInMs, usualServed), missing.fine]
  const coarse = [...symptomSeriesOf(figures.lookBackOf, figures.lookBackGrainInMs, usualServed), missing.coarse]
  const lastWeek = symptomSeriesOf(figures.lastWeekOf, figures.lookBackGrainInMs, usualServed)
  return fine.map((series) => {
    const of = (all: readonly SymptomSeries[]) => all.find(({ kind }) => kind === series.kind)?.points ?? []
    return judge(series, { coarse: of(coarse), lastWeek: of(lastWeek), coarseGrainInMs: figures.lookBackGrainInMs })
  })
}

interface OtherTimes {
  readonly coarse: readonly KnownPoint[]
  readonly lastWeek: readonly KnownPoint[]
  readonly coarseGrainInMs: number
}

const judge = (series: SymptomSeries, other: OtherTimes): JudgedSymptom => {
  const { kind, points, grainInMs } = series
  const floor = symptomFloors[kind]
  const usual = kind === 'missing-requests' ? noneUsual : usualOfSymptom(other)
  if (usual === undefined) return judgeAlone(series, floor)
  const limit = limitOf(usual, floor)
  const fineLimit = limitOf({ ...usual, spread: fineSpreadOf(usual, points) }, floor)
  const episodes = findEpisodes([
    { points: uncovered(other, points), grainInMs: other.coarseGrainInMs, limit },
    { points, grainInMs, limit: fineLimit },
  ]).map((episode) => ({ ...episode, kind, usual: usual.level }))
  return { series, episodes, lasts: lastsNow(episodes, series, fineLimit, other) }
}

/** Missing requests are measured against what was expected already. */
const noneUsual: Usual = { level: 0, spread: 0 }

/** A week ago it was calm where two days of trouble hide what is usual. */
const usualOfSymptom = ({ coarse, lastWeek }: OtherTimes): Usual | undefined => {
  const usual = usualOf(coarse, minLookBackGrains)
  const weekAgo = usualOf(lastWeek, 3)
  return usual !== undefined && weekAgo !== undefined && weekAgo.level * 2 < usual.level ? weekAgo : usual
}

/** A minute is rougher than a quarter of an hour: by the root of fifteen where it is chance. */
const fineSpreadOf = ({ spread }: Usual, points: readonly KnownPoint[]): number =>
  Math.max(spread, Math.min(4 * spread, usualOf(points, 8)?.spread ?? 0))

/** Without a look back, the minutes have to show their own past. */
const judgeAlone = (series: SymptomSeries, floor: number): JudgedSymptom => {
  const { kind, points, grainInMs } = series
  const from = findOnset(points, floor)
  const last = points.at(-1)
  if (from === undefined || last === undefined) return { series, episodes: [], lasts: false }
  const peak = Math.max(...valuesOfPoints(points.filter(([at]) => at >= from)))
  return { series, episodes: [{ kind, from, to: last[0] + grainInMs, peak }], lasts: true }
}

/** Coarse grains of which most minutes are not there: where they are, they say it better. */
const uncovered = ({ coarse, coarseGrainInMs }: OtherTimes, minutes: readonly KnownPoint[]): readonly KnownPoint[] => {
  const pieces = stretchesOf(minutes)
  return coarse.filter(([at]) => {
    const end = at + coarseGrainInMs
    const seen = pieces.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, at)), 0)
    return seen < coarseGrainInMs / 2
  })
}

/** Ours: a quiet app has minutes without requests; a longer gap was not looked at. */
const maxGapInMs = 30 * minuteInMs

/** The stretches of time that minutes cover, pauses within them included. */
const stretchesOf = (minutes: readonly KnownPoint[]): readonly TimeWindow[] => {
  const found: { from: Instant; to: Instant }[] = []
  for (const [at] of minutes) {
    const last = found.at(-1)
    if (last === undefined || at - last.to > maxGapInMs) found.push({ from: at, to: at + minuteInMs })
    else last.to = at + minuteInMs
  }
  return found
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
  const recent = valuesOfPoints(points.filter(([at]) => at >= end - Math.max(nowInMs, grainInMs)))
  return last.to >= end - Math.max(lastsWithinInMs, grainInMs) && (averageOf(recent) ?? 0) > limit
}

/** When it began, and when it stepped up again after that. */
const onsetsOf = (from: Instant, { kind, points }: SymptomSeries): readonly Instant[] => {
  const again = findOnset(
    points.filter(([at]) => at >= from),
    symptomFloors[kind],
  )
  return again === undefined ? [from] : [from, again]
}

/** The last trouble that is over, with everything that was wrong at the time. */
const lastPastTrouble = (found: readonly JudgedSymptom[], figures: AppFigures): readonly SymptomEpisode[] => {
  const newest = figures.minutesOf('Requests').at(-1)?.[0] ?? figures.lookBackOf('Requests').at(-1)?.[0]
  const told = found.flatMap(({ episodes }) => episodes.filter((one) => !isHabit(one, episodes)))
  const latest = told.toSorted((a, b) => b.to - a.to)[0]
  if (latest === undefined || newest === undefined || newest - latest.to > pastWithinInMs) return []
  return told.filter(({ from, to }) => from <= latest.to && to >= latest.from).toSorted((a, b) => a.from - b.from)
}

const isHabit = (episode: Episode, all: readonly Episode[]): boolean =>
  all.some(
    ({ from, to }) =>
      from <= episode.from - dayInMs + habitToleranceInMs && to >= episode.from - dayInMs - habitToleranceInMs,
  )

/** Requests a minute that are usually answered well. */
const usualServedOf = ({ lookBackOf, lookBackGrainInMs }: AppFigures): number | undefined => {
  const failed = new Map<Instant, number>()
  for (const metric of ['Http4xx', 'Http5xx'])
    for (const [at, value] of lookBackOf(metric)) failed.set(at, (failed.get(at) ?? 0) + value)
  const served = lookBackOf('Requests').map(([at, value]) => value - (failed.get(at) ?? 0))
  const usual = served.length < minLookBackGrains ? undefined : medianOf(served)
  return usual === undefined ? undefined : (usual * minuteInMs) / lookBackGrainInMs
}

/** Requests that never came: one course over the whole time, told in both grains. */
const missingSeriesOf = (figures: AppFigures): { readonly fine: SymptomSeries; readonly coarse: SymptomSeries } => {
  const { lookBackGrainInMs: grain } = figures
  const minutes = smoothed(figures.minutesOf('Requests'))
  const perMinute = figures.lookBackOf('Requests').map(([at, value]) => [at, (value * minuteInMs) / grain] as const)
  const older = uncovered({ coarse: perMinute, lastWeek: [], coarseGrainInMs: grain }, minutes)
  const rates = new Map(perMinute)
  const weekAgo = medianOf(valuesOfPoints(figures.lastWeekOf('Requests')))
  const firstMinute = minutes[0]?.[0] ?? Number.POSITIVE_INFINITY
  const usualAt = (at: Instant): number | undefined => {
    const yesterday = rates.get(Math.floor((at - dayInMs) / grain) * grain)
    const week = at >= firstMinute && weekAgo !== undefined ? (weekAgo * minuteInMs) / grain : undefined
    const known = [yesterday, week].filter((value) => value !== undefined)
    return known.length === 0 ? undefined : Math.max(...known)
  }
  const all = [...older, ...minutes].toSorted(([a], [b]) => a - b)
  const missing = new Map(missingRequestsOf(all, usualAt))
  const of = (points: readonly KnownPoint[]) => points.map(([at]) => [at, missing.get(at) ?? 0] as const)
  return {
    fine: { kind: 'missing-requests', grainInMs: minuteInMs, points: of(minutes) },
    coarse: { kind: 'missing-requests', grainInMs: grain, points: of(older) },
  }
}

/** Few requests come in fits and starts: a mean of five minutes says more. */
const smoothed = (points: readonly KnownPoint[]): readonly KnownPoint[] =>
  points.map(([at], index) => {
    const near = points.slice(Math.max(0, index - 2), index + 3)
    return [at, averageOf(valuesOfPoints(near)) ?? 0] as const
  })
