import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction } from '../decide/event-payloads.ts'
import type { EventPayload } from '../event.ts'
import type { Instant } from '../finding.ts'
import type { Action, Incident } from '../incident.ts'
import { isBeingUndone } from '../lease/undo-step.ts'
import type { SuccessCriteria } from '../mitigation-plan.ts'
import { holdTogether } from './read-limits.ts'
import type { LimitReading, VerificationOutcome } from './verification-event.ts'

export const startVerification = (
  command: CommandOf<'StartVerification'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action?.status !== 'verifying' || action.verification !== undefined || action.plan === undefined) return []
  const until = now + action.plan.success.withinInMs
  return [
    { type: 'VerificationStarted', action: action.id, until, before: command.before },
    ...leaseStarted(action, now),
  ]
}

/** A lease runs from when the step has taken hold. */
const leaseStarted = (action: Action, now: number): EventPayloads =>
  action.leaseInMs === undefined || action.lease !== undefined
    ? []
    : [{ type: 'LeaseStarted', action: action.id, endsAt: now + action.leaseInMs }]

/** One more reading; with the last one it is settled whether the step helped. */
export const recordReadings = (
  { action: id, readings, figures = [] }: CommandOf<'RecordReadings'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, id)
  if (action?.status !== 'verifying' || isBeingUndone(action, incident)) return []
  const { verification, plan } = action
  if (verification === undefined || plan === undefined) return []
  const read: EventPayload = { type: 'VerificationRead', action: id, readings }
  const outcome = verificationOutcomeOf(readings, { ...verification, success: plan.success, now })
  if (outcome === undefined) return [read]
  const shown = outcome === 'recovered' && figures.length > 0 ? { figures } : {}
  return [read, { type: 'VerificationFinished', action: id, outcome, after: readings, ...shown }]
}

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
const verificationOutcomeOf = (
  readings: readonly LimitReading[],
  { success, holdsSince, until, now }: VerificationProgress,
): VerificationOutcome | undefined => {
  const { holdInMs, mends } = success
  const holds = holdTogether(readings, success)
  if (holds && now - (holdsSince ?? now) >= holdInMs) return mends === false ? 'done' : 'recovered'
  return now >= until ? 'not-recovered' : undefined
}
