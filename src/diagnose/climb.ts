import type { Instant } from '../incident/finding.ts'
import { remember } from './remember.ts'
import { type Known, median, spread, valuesOf } from './series.ts'

/** A lasting rise. */
export interface Climb {
  readonly startAt: Instant
  readonly from: number
  readonly to: number
  /** With what came before it since the last restart. */
  readonly points: readonly Known[]
}

/** Ours: a leak of a quarter within an hour is seen; caches that warm up stay under it. */
const leastGrowth = 1.25
/** Kendall's tau: three quarters of all pairs of minutes rise, which noise does not. */
const leastTau = 0.75
const fewestPoints = 6
/** A fall by a fifth from one minute to the next is a process that began anew, not noise. */
const fall = 0.8

/** The largest climb of a series, looked for between the restarts that end one. */
export const climbOf = remember((points: readonly Known[]): Climb | undefined => {
  const smooth = smoothed(points)
  const climbs = stretches(smooth)
    .flatMap((stretch) => climbIn(toPeak(stretch)) ?? [])
    .filter((climb) => passesPast(climb, smooth))
  return climbs.reduce<Climb | undefined>(
    (best, climb) => (best && growth(best) >= growth(climb) ? best : climb),
    undefined,
  )
})

/** A process that began anew climbs back to where it was: that is no growth. */
const passesPast = (climb: Climb, points: readonly Known[]): boolean => {
  const past = median(valuesOf(points.filter(([at]) => at < climb.startAt)))
  return past === undefined || climb.to >= past * 1.15
}

/** Falls after which a process began anew. */
export const fallsIn = (points: readonly Known[]): readonly Instant[] =>
  stretches(smoothed(points))
    .slice(1)
    .flatMap(([first]) => (first === undefined ? [] : [first[0]]))

export const growth = ({ from, to }: Climb): number => to / from

/** 0…1: how much of the climb was behind it at an instant; none where it can't be told from noise. */
export const shareBy = ({ startAt, from, to, points }: Climb, at: Instant): number => {
  const level = median(valuesOf(points.filter(([instant]) => instant < at)).slice(-3)) ?? from
  if (level - from <= 3 * spread(valuesOf(points.filter(([instant]) => instant < startAt)))) return 0
  return Math.min(1, Math.max(0, (level - from) / (to - from)))
}

/** Whether it goes on (or began again), was ended too short a time ago to tell, or is past. */
export const stageOf = ({ from, to }: Climb, points: readonly Known[]): 'rising' | 'restarted' | 'over' => {
  if ((median(valuesOf(points).slice(-3)) ?? 0) >= (from + to) / 2) return 'rising'
  const latest = stretches(smoothed(points)).at(-1) ?? []
  if (latest.length < fewestPoints) return 'restarted'
  return rises(valuesOf(latest).slice(-lookedBackAt)) ? 'rising' : 'over'
}

/** Ours: a process that warms up is done within these minutes. */
const lookedBackAt = 8
/** Less strict than for a climb not seen before: this app has climbed already. */
const laxTau = 0.6

const rises = (values: readonly number[]): boolean => {
  const pairs = (values.length * (values.length - 1)) / 2
  const signs = values.flatMap((value, index) => values.slice(index + 1).map((later) => Math.sign(later - value)))
  const grew = (median(values.slice(-3)) ?? 0) >= 1.1 * (median(values.slice(0, 3)) ?? 0)
  return grew && signs.reduce((total, sign) => total + sign, 0) / pairs >= laxTau
}

/** The median of three neighbours: one odd minute is neither a fall nor a peak. */
const smoothed = (points: readonly Known[]): readonly Known[] =>
  points.map(([at], index) => [at, median(valuesOf(points.slice(Math.max(0, index - 1), index + 2))) ?? 0] as const)

const stretches = (points: readonly Known[]): readonly (readonly Known[])[] => {
  const found: Known[][] = []
  for (const point of points) {
    const last = found.at(-1)
    const previous = last?.at(-1)
    if (last === undefined || previous === undefined || point[1] < previous[1] * fall) found.push([point])
    else last.push(point)
  }
  return found
}

/** A level that has reached its ceiling climbs no more: what follows the peak says nothing about the climb. */
const toPeak = (points: readonly Known[]): readonly Known[] => {
  const peak = Math.max(...valuesOf(points))
  return points.slice(0, points.findIndex(([, value]) => value >= peak * 0.98) + 1)
}

/** The longest tail that rises; each step backwards compares one more point with all later ones. */
const climbIn = (points: readonly Known[]): Climb | undefined => {
  let rises = 0
  let start: number | undefined
  for (let first = points.length - 2; first >= 0; first -= 1) {
    const value = points[first]?.[1] ?? 0
    for (const [, later] of points.slice(first + 1)) rises += Math.sign(later - value)
    const length = points.length - first
    if (length >= fewestPoints && rises / ((length * (length - 1)) / 2) >= leastTau) start = first
  }
  return start === undefined ? undefined : grown(points, start)
}

const grown = (points: readonly Known[], start: number): Climb | undefined => {
  const rising = points.slice(start)
  const foot = median(valuesOf(rising).slice(0, 3)) ?? 0
  const to = median(valuesOf(rising).slice(-3)) ?? 0
  const startAt = leftAt(rising, foot + (to - foot) / 10)
  const from = levelBefore(points, startAt) ?? foot
  return from > 0 && to / from >= leastGrowth ? { startAt, from, to, points } : undefined
}

/** The longest rising tail has some of the flat past in it: the climb shows from where it last was a tenth up. */
const leftAt = (points: readonly Known[], limit: number): Instant =>
  (points.findLast(([, value]) => value <= limit) ?? points[0])?.[0] ?? 0

const levelBefore = (points: readonly Known[], at: Instant): number | undefined => {
  const before = valuesOf(points.filter(([instant]) => instant < at))
  return before.length < fewestPoints ? undefined : median(before)
}
