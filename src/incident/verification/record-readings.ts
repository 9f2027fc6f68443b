import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, findAction } from '../decide/event-payloads.ts'
import type { EventPayload } from '../event.ts'
import type { Action, Incident } from '../incident.ts'
import { verificationOutcomeOf } from './verification-outcome.ts'

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
  { action: id, readings }: CommandOf<'RecordReadings'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const { status, verification, plan } = findAction(incident, id) ?? {}
  if (status !== 'verifying' || verification === undefined || plan === undefined) return []
  const read: EventPayload = { type: 'VerificationRead', action: id, readings }
  const outcome = verificationOutcomeOf(readings, { ...verification, success: plan.success, now })
  return outcome === undefined ? [read] : [read, { type: 'VerificationFinished', action: id, outcome, after: readings }]
}
