import type { Instant } from '../finding.ts'
import type { SuccessCriteria } from '../mitigation-plan.ts'
import type { LimitReading, VerificationOutcome } from './verification-event.ts'

interface VerificationProgress {
  readonly success: SuccessCriteria
  /** Since when all limits have held; absent where this reading is the first in which they do. */
  readonly holdsSince?: Instant
  readonly until: Instant
  readonly now: Instant
}

/**
 * Whether a step helped, or `undefined` while that is open: recovered once all limits have held for as long as was
 * promised, not recovered when time is up. A step that is no remedy is done; where it has no limits at all, at once.
 */
export const verificationOutcomeOf = (
  readings: readonly LimitReading[],
  { success: { limits, holdInMs, mends }, holdsSince, until, now }: VerificationProgress,
): VerificationOutcome | undefined => {
  const holds = readings.length === limits.length && readings.every((reading) => reading.holds)
  if (holds && now - (holdsSince ?? now) >= holdInMs) return mends === false ? 'done' : 'recovered'
  return now >= until ? 'not-recovered' : undefined
}
