import type { Instant } from '../../incident/finding.ts'
import { meanOfPoints, type SeriesPoints } from './metric-series.ts'

/** Minutes that count as "now": one alone may be noise. */
const minutesCountedAsNow = 5

/** Azure's figures come up to so much late; what is older than this and has no successor has ended. */
const maxMetricDelayInMs = 8 * 60_000

export interface BeforeAndNow {
  readonly before?: number
  readonly now?: number
  /** The last minute that Azure has a figure of, where that is too long ago to be called now. */
  readonly endedAt?: Instant
}

/** What was usual until the trouble began, and what it is now. */
export const compareBeforeAndNow = (points: SeriesPoints, since: number | undefined, until: Instant): BeforeAndNow => {
  const known = points.filter(([, value]) => value !== null)
  const before = since === undefined ? undefined : meanOfPoints(known.filter(([at]) => at < since))
  const endedAt = known.at(-1)?.[0]
  if (endedAt !== undefined && endedAt < until - maxMetricDelayInMs) return { ...withoutUndefined({ before }), endedAt }
  return withoutUndefined({ before, now: meanOfPoints(known.slice(-minutesCountedAsNow)) })
}

const withoutUndefined = ({
  before,
  now,
}: {
  before?: number | undefined
  now?: number | undefined
}): BeforeAndNow => ({
  ...(before === undefined ? {} : { before }),
  ...(now === undefined ? {} : { now }),
})

/** As many digits as say something: whole from ten on, hundredths only of seconds and shares. */
export const roundForDisplay = (value: number, unit?: string): number => {
  if (value >= 10) return Math.round(value)
  const steps = unit === 'count' ? 10 : 100
  return Math.round(value * steps) / steps
}
