import type { Instant } from '../incident/finding.ts'
import { type Known, median, valuesOf } from './series.ts'

/** A lasting rise. */
export interface Climb {
  readonly startAt: Instant
  readonly from: number
  readonly to: number
}

/** Ours: a leak of a quarter within an hour is seen; caches that warm up stay under it. */
const leastGrowth = 1.25
/** Kendall's tau: three quarters of all pairs of minutes rise, which noise does not. */
const leastTau = 0.75
const fewestPoints = 6
/** A fall by a fifth from one minute to the next is a process that began anew, not noise. */
const fall = 0.8

/** The largest climb of a series, looked for between the restarts that end one. */
export const climbOf = (points: readonly Known[]): Climb | undefined => {
  const climbs = stretches(points)
    .flatMap((stretch) => climbIn(toPeak(stretch)) ?? [])
    .filter((climb) => passesPast(climb, points))
  return climbs.reduce<Climb | undefined>(
    (best, climb) => (best && growth(best) >= growth(climb) ? best : climb),
    undefined,
  )
}

/** A process that began anew climbs back to where it was: that is no growth. */
const passesPast = (climb: Climb, points: readonly Known[]): boolean => {
  const past = median(valuesOf(points.filter(([at]) => at < climb.startAt)))
  return past === undefined || climb.to >= past * 1.15
}

/** Falls after which a process began anew. */
export const fallsIn = (points: readonly Known[]): readonly Instant[] =>
  stretches(points)
    .slice(1)
    .flatMap(([first]) => (first === undefined ? [] : [first[0]]))

export const growth = ({ from, to }: Climb): number => to / from

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
  return start === undefined ? undefined : grown(points.slice(start))
}

const grown = (points: readonly Known[]): Climb | undefined => {
  const values = valuesOf(points)
  const from = median(values.slice(0, 3)) ?? 0
  const climb = { startAt: points[0]?.[0] ?? 0, from, to: median(values.slice(-3)) ?? 0 }
  return from > 0 && growth(climb) >= leastGrowth ? climb : undefined
}
