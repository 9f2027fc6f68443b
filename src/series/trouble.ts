import type { Instant } from '../incident/finding.ts'
import type { Episode } from './episodes.ts'
import { type AppFigures, type JudgedSymptom, judgedSymptoms, type SymptomEpisode } from './judged-symptoms.ts'
import { averageOf, valuesOfPoints } from './known-points.ts'
import { findOnset } from './onset.ts'
import { isMajorSymptom, type SymptomSeries, symptomFloors } from './symptoms.ts'

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

const hourInMs = 3_600_000
const dayInMs = 24 * hourInMs
/** Ours: what is older than a day is not what is reported now. */
export const pastWithinInMs = 25 * 3_600_000
/** Ours: what happens at this hour every day is how the app is. */
const habitToleranceInMs = 3_600_000

/** What visitors felt and feel, as far as the figures show it. */
export const findTrouble = (figures: AppFigures): Trouble => {
  const found = judgedSymptoms(figures)
    .map((symptom) => (isRhythm(symptom, figures) || isUsualHour(symptom) ? withoutLast(symptom) : symptom))
    .map((symptom) => comingBack(symptom))
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

/** Ours: what came this often the day before, as high, is how the app works: a batch every hour, a sync every two. */
const minRhythmTimes = 3
const sameHeightShare = 0.5
/** Ours: a batch that takes twice as long as any before it is stuck. */
const longerThanEver = 2

/** The last episode is one of many that were there before any of them could be the trouble. */
const isRhythm = ({ episodes }: JudgedSymptom, figures: AppFigures): boolean => {
  const last = episodes.at(-1)
  const newest = figures.minutesOf('Requests').at(-1)?.[0] ?? 0
  if (last === undefined) return false
  // A mean of a quarter of an hour is lower than the minutes in it.
  const height = last.peak * Math.min(1, (last.to - last.from) / figures.lookBackGrainInMs)
  const dayBefore = episodes.filter(({ to, peak }) => to <= newest - dayInMs && peak >= sameHeightShare * height)
  const longest = Math.max(0, ...dayBefore.map(({ from, to }) => to - from))
  return dayBefore.length >= minRhythmTimes && last.to - last.from <= longerThanEver * longest
}

/** Ours: a job takes a little longer and does a little more from day to day; half as much again is more than that. */
const sameHourFactor = 1.5

/**
 * Slow as it was at this hour yesterday and a week ago: the job of the night, and no trouble. Only of slowness: an app
 * that fails every day at the same hour fails.
 */
const isUsualHour = ({ series, episodes, lastWeek }: JudgedSymptom): boolean => {
  const last = episodes.at(-1)
  const newest = series.points.at(-1)?.[0]
  if (series.kind !== 'slow' || last === undefined || newest === undefined) return false
  const now =
    averageOf(valuesOfPoints(series.points.filter(([at]) => at >= Math.max(last.from, newest - hourInMs)))) ?? 0
  const yesterday = episodes
    .slice(0, -1)
    .find(
      ({ from, to }) =>
        from <= last.from - dayInMs + habitToleranceInMs &&
        to >= newest - dayInMs - habitToleranceInMs &&
        to < last.from,
    )
  const weekAgo = Math.max(0, ...valuesOfPoints(lastWeek))
  return yesterday !== undefined && now <= sameHourFactor * yesterday.peak && now <= sameHourFactor * weekAgo
}

/** Ours: what came three times in a row, and paused for no longer than this each time, will come again. */
const minTimesBack = 3
const longestPauseInMs = 45 * 60_000
/** Ours: a single slow minute after a pause is a start, and no trouble that comes back. */
const minLengthInMs = 3 * 60_000

/** Trouble that comes and goes is not over in a pause that is no longer than those before: it lasts, since it first came. */
const comingBack = (symptom: JudgedSymptom): JudgedSymptom => {
  const { episodes, series, lasts } = symptom
  const newest = series.points.at(-1)
  if (newest === undefined || lasts) return symptom
  const pauseBefore = (index: number): number => (episodes[index]?.from ?? 0) - (episodes[index - 1]?.to ?? 0)
  let first = episodes.length - 1
  while (first > 0 && pauseBefore(first) <= longestPauseInMs) first -= 1
  const times = episodes.slice(first)
  const pauses = times.slice(1).map((_, index) => pauseBefore(first + index + 1))
  const last = times.at(-1)
  const calmInMs = newest[0] + series.grainInMs - (last?.to ?? 0)
  if (times.length < minTimesBack || times.some(({ from, to }) => to - from < minLengthInMs)) return symptom
  if (last === undefined || calmInMs > Math.max(...pauses)) return symptom
  const whole = {
    ...last,
    from: times[0]?.from ?? last.from,
    peak: Math.max(...times.map(({ peak }) => peak)),
    longestCalmInMs: Math.max(...pauses),
  }
  return { ...symptom, episodes: [...episodes.slice(0, first), whole], lasts: true }
}

const withoutLast = (symptom: JudgedSymptom): JudgedSymptom => ({
  ...symptom,
  episodes: symptom.episodes.slice(0, -1),
  lasts: false,
})

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
  const told = found.flatMap(({ episodes }) => episodes.filter((one) => isMajorSymptom(one) && !isHabit(one, episodes)))
  const latest = told.toSorted((a, b) => b.to - a.to)[0]
  if (latest === undefined || newest === undefined || newest - latest.to > pastWithinInMs) return []
  return told.filter(({ from, to }) => from <= latest.to && to >= latest.from).toSorted((a, b) => a.from - b.from)
}

const isHabit = (episode: Episode, all: readonly Episode[]): boolean =>
  all.some(
    ({ from, to }) =>
      from <= episode.from - dayInMs + habitToleranceInMs && to >= episode.from - dayInMs - habitToleranceInMs,
  )
