import type { Instant } from '../../incident/finding.ts'
import { meanOfPoints, type SeriesPoints } from './metric-series.ts'

/** Minutes that count as "now": one alone may be noise. */
const minutesCountedAsNow = 5

/** Azure's figures come up to so much late; what is older than this and has no successor has ended. */
const maxMetricDelayInMs = 8 * 60_000

export interface TroubleSpan {
  readonly since: Instant | undefined
  /** Where it is over. */
  readonly until?: Instant | undefined
  /** When it was looked. */
  readonly seenAt: Instant
}

export interface BeforeAndNow {
  readonly before?: number
  /** Where it is over: how it was meanwhile. */
  readonly during?: number
  readonly now?: number
  /** The last minute that Azure has a figure of, where that is too long ago to be called now. */
  readonly endedAt?: Instant
}

/** What was usual until the trouble began, what it was in it where it is over, and what it is now. */
export const compareBeforeAndNow = (points: SeriesPoints, { since, until, seenAt }: TroubleSpan): BeforeAndNow => {
  const known = points.filter(([, value]) => value !== null)
  const past = { before: meanBefore(known, since), during: meanDuring(known, since, until) }
  const endedAt = known.at(-1)?.[0]
  if (endedAt !== undefined && endedAt < seenAt - maxMetricDelayInMs) return { ...withoutUndefined(past), endedAt }
  return withoutUndefined({ ...past, now: meanOfPoints(known.slice(-minutesCountedAsNow)) })
}

export const meanBefore = (points: SeriesPoints, since: Instant | undefined): number | undefined =>
  since === undefined ? undefined : meanOfPoints(points.filter(([at]) => at < since))

/** Where it is over, of the time between; `undefined` while it goes on. */
export const meanDuring = (
  points: SeriesPoints,
  since: Instant | undefined,
  until: Instant | undefined,
): number | undefined =>
  until === undefined ? undefined : meanOfPoints(points.filter(([at]) => at >= (since ?? 0) && at < until))

const withoutUndefined = (figures: { readonly [K in keyof BeforeAndNow]: number | undefined }): BeforeAndNow =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))

/** As many digits as say something: whole from ten on, hundredths only of seconds and shares. */
export const roundForDisplay = (value: number, unit?: string): number => {
  if (value >= 10) return Math.round(value)
  const steps = unit === 'count' ? 10 : 100
  return Math.round(value * steps) / steps
}
