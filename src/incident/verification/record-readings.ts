import type { DecisionContext, IncidentCommand } from '../command.ts'
import { type EventPayloads, findAction } from '../decide/event-payloads.ts'
import type { EventPayload } from '../event.ts'
import type { Action, Incident } from '../incident.ts'

type Of<T extends IncidentCommand['type']> = Extract<IncidentCommand, { type: T }>

export const startVerification = (
  command: Of<'StartVerification'>,
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

/**
 * One more reading; recovered once all limits have held for as long as was promised, not recovered when time is up. A
 * step that is no remedy is done; where it has no limits at all, at once.
 */
export const recordReadings = (
  command: Of<'RecordReadings'>,
  incident: Incident,
  { now }: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  const { verification, plan } = action ?? {}
  if (action?.status !== 'verifying' || verification === undefined || plan === undefined) return []
  const read: EventPayload = { type: 'VerificationRead', action: action.id, readings: command.readings }
  const { limits, holdInMs, mends = true } = plan.success
  const holds = command.readings.length === limits.length && command.readings.every((reading) => reading.holds)
  const finished = (outcome: 'recovered' | 'done' | 'not-recovered'): EventPayloads => [
    read,
    { type: 'VerificationFinished', action: action.id, outcome, after: command.readings },
  ]
  if (holds && now - (verification.holdsSince ?? now) >= holdInMs) return finished(mends ? 'recovered' : 'done')
  return now >= verification.until ? finished('not-recovered') : [read]
}
