import type { IncidentEvent } from './event.ts'
import type { Action } from './incident.ts'

type ActionEvent = Extract<IncidentEvent, { readonly action: string }>
type Requested = Extract<IncidentEvent, { type: 'StepRequested' }>

/** The actions after one more event about one of them. */
export const evolveAction = (actions: readonly Action[], event: ActionEvent): readonly Action[] => {
  if (event.type === 'StepRequested') return [...actions, requested(event)]
  return actions.map((action) => (action.id === event.action ? changed(action, event) : action))
}

const requested = (event: Requested): Action => ({
  id: event.action,
  request: event.request,
  by: event.by,
  requestedAt: event.at,
  status: 'requested',
  approvals: [],
  ...(event.leaseInMs === undefined ? {} : { leaseInMs: event.leaseInMs }),
})

const changed = (action: Action, event: Exclude<ActionEvent, Requested>): Action => {
  switch (event.type) {
    case 'StepImpossible':
      return { ...action, status: 'impossible', why: event.why }
    case 'ActionProposed':
      return {
        ...action,
        status: 'proposed',
        plan: event.plan,
        hash: event.hash,
        rule: event.rule,
        expiresAt: event.expiresAt,
      }
    case 'ApprovalGiven':
      return { ...action, approvals: [...action.approvals, { person: event.person, by: event.by, at: event.at }] }
    case 'ActionApproved':
      return { ...action, status: 'approved' }
    case 'ActionRejected':
      return { ...action, status: 'rejected', endedBy: event.by }
    case 'ActionWithdrawn':
      return { ...action, status: 'withdrawn', endedBy: event.by }
    case 'ActionExpired':
      return { ...action, status: 'expired' }
    case 'ActionVoided':
      return { ...action, status: 'voided', drift: event.drift, ...why(event) }
    case 'MitigationStarted':
      return { ...action, status: 'started', startedAt: event.at, correlationId: event.correlationId }
    case 'MitigationAccepted':
      return {
        ...action,
        status: 'accepted',
        ...(event.operation === undefined ? {} : { operation: event.operation }),
        ...(event.azureCorrelationId === undefined ? {} : { azureCorrelationId: event.azureCorrelationId }),
      }
    case 'MitigationDoubted':
      return { ...action, status: 'doubted', why: event.why }
    case 'DoubtHandedOver':
      return { ...action, status: 'handed-over', why: event.why }
    case 'MitigationFinished':
      return finished(action, event)
    case 'VerificationStarted':
      return {
        ...action,
        status: 'verifying',
        verification: {
          startedAt: event.at,
          until: event.until,
          before: event.before,
          now: event.before,
          readAt: event.at,
        },
      }
    case 'VerificationRead':
      return read(action, event)
    case 'VerificationFinished':
      return verified(action, event)
    case 'LeaseStarted':
      return { ...action, lease: { endsAt: event.endsAt } }
    case 'LeaseExtended':
      return action.lease === undefined ? action : { ...action, lease: { ...action.lease, endsAt: event.endsAt } }
    case 'LeaseEnded':
      return action.lease === undefined ? action : { ...action, lease: { ...action.lease, ended: event.how } }
  }
}

const why = (event: { readonly why?: Action['why'] }): Pick<Action, 'why'> =>
  event.why === undefined ? {} : { why: event.why }

const finished = (action: Action, event: Extract<ActionEvent, { type: 'MitigationFinished' }>): Action => {
  const { why: _, ...rest } = action
  return {
    ...rest,
    // `done` waits for its verification to begin, which the same status shows.
    status: event.outcome === 'done' ? 'verifying' : 'failed',
    finishedAt: event.at,
    ...why(event),
    ...(event.adopted === undefined ? {} : { adopted: event.adopted }),
  }
}

const read = (action: Action, event: Extract<ActionEvent, { type: 'VerificationRead' }>): Action => {
  if (action.verification === undefined) return action
  const { holdsSince, ...verification } = action.verification
  const holds = event.readings.length > 0 && event.readings.every((reading) => reading.holds)
  const since = holds ? { holdsSince: holdsSince ?? event.at } : {}
  return { ...action, verification: { ...verification, ...since, now: event.readings, readAt: event.at } }
}

const verified = (action: Action, event: Extract<ActionEvent, { type: 'VerificationFinished' }>): Action => ({
  ...action,
  status: event.outcome,
  ...(action.verification === undefined
    ? {}
    : { verification: { ...action.verification, now: event.after, outcome: event.outcome } }),
})
