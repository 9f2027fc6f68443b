import type { Instant } from '../incident/finding.ts'
import { memoizeByReference } from '../incident/memoize-by-reference.ts'
import { type KnownPoint, medianAbsoluteDeviation, medianOf, valuesOfPoints } from './known-points.ts'

/** A lasting rise. */
export interface RisingTrend {
  readonly startAt: Instant
  readonly from: number
  readonly to: number
  /** With what came before it since the last restart. */
  readonly points: readonly KnownPoint[]
}

/** Ours: a leak of a quarter within an hour is seen; caches that warm up stay under it. */
const minGrowthFactor = 1.25
/** Kendall's tau: three quarters of all pairs of minutes rise, which noise does not. */
const minKendallTau = 0.75
const minPoints = 6
/** A fall by a fifth from one minute to the next is a process that began anew, not noise. */
const dropFactor = 0.8

/** The largest climb of a series, looked for between the restarts that end one. */
export const findRisingTrend = memoizeByReference((points: readonly KnownPoint[]): RisingTrend | undefined => {
  const smooth = smoothed(points)
  const climbs = findClimbs(points).filter((climb) => exceedsPast(climb, smooth))
  return climbs.reduce<RisingTrend | undefined>(
    (best, climb) => (best && growthFactor(best) >= growthFactor(climb) ? best : climb),
    undefined,
  )
})

/** Every climb of a series, by the restarts that end them. */
export const findClimbs = (points: readonly KnownPoint[]): readonly RisingTrend[] =>
  splitAtGaps(points)
    .flatMap((piece) => splitAtDrops(smoothed(piece)))
    .flatMap((stretch) => risingTailOf(upToPeak(stretch)) ?? [])

/** A process that began anew climbs back to where it was: that is no growth. */
const exceedsPast = (climb: RisingTrend, points: readonly KnownPoint[]): boolean => {
  const past = medianOf(valuesOfPoints(points.filter(([at]) => at < climb.startAt)))
  return past === undefined || climb.to >= past * 1.15
}

/** Falls after which a process began anew. */
export const findDrops = (points: readonly KnownPoint[]): readonly Instant[] =>
  splitAtGaps(points).flatMap((piece) =>
    splitAtDrops(smoothed(piece))
      .slice(1)
      .flatMap(([first]) => (first === undefined ? [] : [first[0]])),
  )

/** Ours: a process that began anew holds three quarters at most of what the old one held, and not for a minute only. */
const bornAnewFactor = 0.75
const stillYoungFactor = 0.95

/** Falls that a process which began anew makes, also where it holds as much as before within minutes. */
export const findRestarts = (points: readonly KnownPoint[]): readonly Instant[] => {
  const steep = splitAtGaps(points).flatMap((piece) =>
    piece.flatMap(([at, value], index) => {
      const before = piece[index - 1]?.[1] ?? 0
      const next = piece[index + 1]?.[1] ?? value
      return value < bornAnewFactor * before && next < stillYoungFactor * before ? [at] : []
    }),
  )
  const all = [...steep, ...findDrops(points)].toSorted((a, b) => a - b)
  return all.filter((at, index) => index === 0 || at - (all[index - 1] ?? 0) > sameRestartInMs)
}

/** Ours: the smoothed fall lies a minute or two beside the steep one. */
const sameRestartInMs = 2 * 60_000

export const growthFactor = ({ from, to }: RisingTrend): number => to / from

/** 0…1: how much of the climb was behind it at an instant; none where it can't be told from noise. */
export const riseShareBefore = ({ startAt, from, to, points }: RisingTrend, at: Instant): number => {
  const level = medianOf(valuesOfPoints(points.filter(([instant]) => instant < at)).slice(-3)) ?? from
  if (level - from <= 3 * medianAbsoluteDeviation(valuesOfPoints(points.filter(([instant]) => instant < startAt))))
    return 0
  return Math.min(1, Math.max(0, (level - from) / (to - from)))
}

/** Whether it goes on (or began again), was ended too short a time ago to tell, or is past. */
export const trendStageOf = (
  { from, to }: RisingTrend,
  points: readonly KnownPoint[],
): 'rising' | 'restarted' | 'over' => {
  if ((medianOf(valuesOfPoints(points).slice(-3)) ?? 0) >= (from + to) / 2) return 'rising'
  const latest = splitAtDrops(smoothed(points)).at(-1) ?? []
  if (latest.length < minPoints) return 'restarted'
  return isRising(valuesOfPoints(latest).slice(-recentPoints)) ? 'rising' : 'over'
}

/** Ours: a process that warms up is done within these minutes. */
const recentPoints = 8
/** Less strict than for a climb not seen before: this app has climbed already. */
const minKendallTauAgain = 0.6

const isRising = (values: readonly number[]): boolean => {
  const pairs = (values.length * (values.length - 1)) / 2
  const signs = values.flatMap((value, index) => values.slice(index + 1).map((later) => Math.sign(later - value)))
  const grew = (medianOf(values.slice(-3)) ?? 0) >= 1.1 * (medianOf(values.slice(0, 3)) ?? 0)
  return grew && signs.reduce((total, sign) => total + sign, 0) / pairs >= minKendallTauAgain
}

/** The median of three neighbours: one odd minute is neither a fall nor a peak. */
const smoothed = (points: readonly KnownPoint[]): readonly KnownPoint[] =>
  points.map(
    ([at], index) => [at, medianOf(valuesOfPoints(points.slice(Math.max(0, index - 1), index + 2))) ?? 0] as const,
  )

/** Ours: what was not looked at for so long has no shape. */
const maxGapInMs = 45 * 60_000

const splitAtGaps = (points: readonly KnownPoint[]): readonly (readonly KnownPoint[])[] => {
  const found: KnownPoint[][] = []
  for (const point of points) {
    const last = found.at(-1)
    const previous = last?.at(-1)
    if (last === undefined || previous === undefined || point[0] - previous[0] > maxGapInMs) found.push([point])
    else last.push(point)
  }
  return found
}

const splitAtDrops = (points: readonly KnownPoint[]): readonly (readonly KnownPoint[])[] => {
  const found: KnownPoint[][] = []
  for (const point of points) {
    const last = found.at(-1)
    const previous = last?.at(-1)
    if (last === undefined || previous === undefined || point[1] < previous[1] * dropFactor) found.push([point])
    else last.push(point)
  }
  return found
}

/** A level that has reached its ceiling climbs no more: what follows the peak says nothing about the climb. */
const upToPeak = (points: readonly KnownPoint[]): readonly KnownPoint[] => {
  const peak = Math.max(...valuesOfPoints(points))
  return points.slice(0, points.findIndex(([, value]) => value >= peak * 0.98) + 1)
}

/** The longest tail that rises; each step backwards compares one more point with all later ones. */
const risingTailOf = (points: readonly KnownPoint[]): RisingTrend | undefined => {
  let rises = 0
  let start: number | undefined
  for (let first = points.length - 2; first >= 0; first -= 1) {
    const value = points[first]?.[1] ?? 0
    for (const [, later] of points.slice(first + 1)) rises += Math.sign(later - value)
    const length = points.length - first
    if (length >= minPoints && rises / ((length * (length - 1)) / 2) >= minKendallTau) start = first
  }
  return start === undefined ? undefined : trendFrom(points, start)
}

const trendFrom = (points: readonly KnownPoint[], start: number): RisingTrend | undefined => {
  const rising = points.slice(start)
  const foot = medianOf(valuesOfPoints(rising).slice(0, 3)) ?? 0
  const to = medianOf(valuesOfPoints(rising).slice(-3)) ?? 0
  const startAt = riseStartOf(rising, foot + (to - foot) / 10)
  const from = levelBefore(points, startAt) ?? foot
  return from > 0 && to / from >= minGrowthFactor ? { startAt, from, to, points } : undefined
}

/** The longest rising tail has some of the flat past in it: the climb shows from where it last was a tenth up. */
const riseStartOf = (points: readonly KnownPoint[], limit: number): Instant =>
  (points.findLast(([, value]) => value <= limit) ?? points[0])?.[0] ?? 0

const levelBefore = (points: readonly KnownPoint[], at: Instant): number | undefined => {
  const before = valuesOfPoints(points.filter(([instant]) => instant < at))
  return before.length < minPoints ? undefined : medianOf(before)
}
