import type { ChatPlace } from './chat-place.ts'
import type { IncidentEvent } from './event.ts'
import type { Action } from './incident.ts'
import { isCapture, withPlanKind } from './plan-kind.ts'
import { holdTogether } from './verification/read-limits.ts'

type ActionEvent = Extract<IncidentEvent, { readonly action: string }>
type Requested = Extract<IncidentEvent, { type: 'StepRequested' }>

/** The actions after one more event about one of them. */
export const evolveAction = (actions: readonly Action[], event: ActionEvent): readonly Action[] => {
  if (event.type === 'StepRequested') return [...actions, requestedAction(event)]
  return actions.map((action) => (action.id === event.action ? changedAction(action, event) : action))
}

const requestedAction = (event: Requested): Action => ({
  id: event.action,
  request: event.request,
  by: event.by,
  requestedAt: event.at,
  status: 'requested',
  approvals: [],
  ...(event.leaseInMs === undefined ? {} : { leaseInMs: event.leaseInMs }),
  ...(event.undoes === undefined ? {} : { undoes: event.undoes }),
})

const changedAction = (action: Action, event: Exclude<ActionEvent, Requested>): Action => {
  switch (event.type) {
    case 'StepImpossible':
      return { ...action, status: 'impossible', why: event.why }
    case 'ActionProposed':
      return {
        ...action,
        status: 'proposed',
        proposedAt: event.at,
        plan: withPlanKind(event.plan),
        hash: event.hash,
        rule: event.rule,
        expiresAt: event.expiresAt,
        ...(event.advice === undefined ? {} : { advice: event.advice }),
      }
    case 'ApprovalGiven':
      return { ...action, approvals: [...action.approvals, approvalOf(event)] }
    case 'ActionApproved':
      return { ...action, status: 'approved' }
    case 'GlassBroken':
      return { ...action, breakGlassUse: breakGlassUseOf(event) }
    case 'GlassReviewed':
      return withReview(action, event)
    case 'ReviewOverdue':
      return action.breakGlassUse === undefined
        ? action
        : { ...action, breakGlassUse: { ...action.breakGlassUse, overdue: true } }
    case 'EvidenceWaived':
      return { ...action, waiver: { by: event.by, at: event.at, reason: event.reason } }
    case 'ActionRejected':
      return { ...action, status: 'rejected', endedBy: event.by }
    case 'ActionWithdrawn':
      return { ...action, status: 'withdrawn', endedBy: event.by }
    case 'ActionExpired':
      return { ...action, status: 'expired' }
    case 'ActionVoided':
      return {
        ...action,
        status: 'voided',
        endedAt: event.at,
        drift: event.drift,
        ...overtakenBy(event),
        ...reasonOf(event),
      }
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
      return { ...action, status: 'handed-over', endedAt: event.at, why: event.why }
    case 'MitigationFinished':
      return withFinish(action, event)
    case 'ActionUndone':
      return { ...action, status: 'undone', undoneBy: event.undo }
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
      return withReadings(action, event)
    case 'VerificationFinished':
      return withVerificationOutcome(action, event)
    case 'LeaseStarted':
      return { ...action, lease: { startedAt: event.at, endsAt: event.endsAt } }
    case 'LeaseExtended':
      return withLease(withoutHold(action), { endsAt: event.endsAt, reminded: false })
    case 'LeaseHeld':
      return withLease(action, { held: holdOf(action, event) })
    case 'LeaseReminded':
      return withLease(action, { reminded: true })
    case 'LeaseEnded':
      return withLease(action, {
        ended: event.how,
        ...reasonOf(event),
        ...(event.by === undefined ? {} : { kept: { by: event.by, at: event.at } }),
      })
  }
}

const approvalOf = ({
  person,
  by,
  place,
  at,
  stepUp,
  reason,
}: Extract<ActionEvent, { type: 'ApprovalGiven' }>): Action['approvals'][number] => ({
  person,
  by,
  at,
  ...placeOf(place),
  ...(stepUp === undefined ? {} : { stepUp }),
  ...(reason === undefined ? {} : { reason }),
})

const placeOf = (place: ChatPlace | undefined): { readonly place?: ChatPlace } => (place === undefined ? {} : { place })

const withLease = (action: Action, more: Partial<NonNullable<Action['lease']>>): Action =>
  action.lease === undefined ? action : { ...action, lease: { ...action.lease, ...more } }

/** More time was given: it is no longer held. */
const withoutHold = (action: Action): Action => {
  if (action.lease === undefined) return action
  const { held: _, ...lease } = action.lease
  return { ...action, lease }
}

const holdOf = (
  { lease }: Action,
  { at, until, why, asks, forecast }: Extract<ActionEvent, { type: 'LeaseHeld' }>,
): NonNullable<NonNullable<Action['lease']>['held']> => ({
  at,
  until,
  why,
  times: (lease?.held?.times ?? 0) + 1,
  ...(asks === undefined ? {} : { asks }),
  ...(forecast === undefined ? {} : { forecast }),
})

const breakGlassUseOf = ({
  by,
  place,
  person,
  at,
  reason,
  reviewBy,
}: Extract<ActionEvent, { type: 'GlassBroken' }>): NonNullable<Action['breakGlassUse']> => ({
  by,
  person,
  at,
  reason,
  reviewBy,
  ...placeOf(place),
})

const withReview = (action: Action, event: Extract<ActionEvent, { type: 'GlassReviewed' }>): Action => {
  if (action.breakGlassUse === undefined) return action
  const { by, at, verdict, note } = event
  return { ...action, breakGlassUse: { ...action.breakGlassUse, review: { by, at, verdict, note } } }
}

const overtakenBy = ({
  overtakenBy: by,
}: Extract<ActionEvent, { type: 'ActionVoided' }>): Pick<Action, 'overtakenBy'> =>
  by === undefined ? {} : { overtakenBy: by }

const reasonOf = (event: { readonly why?: Action['why'] }): Pick<Action, 'why'> =>
  event.why === undefined ? {} : { why: event.why }

const withFinish = (action: Action, event: Extract<ActionEvent, { type: 'MitigationFinished' }>): Action => {
  const { why: _, ...rest } = action
  return {
    ...rest,
    status: event.outcome === 'done' ? doneStatus(action) : 'failed',
    finishedAt: event.at,
    ...reasonOf(event),
    ...(event.adopted === undefined ? {} : { adopted: event.adopted }),
  }
}

/** `verifying` waits for its verification to begin; what only fetched something has none. */
const doneStatus = (action: Action): Action['status'] => (isCapture(action) ? 'collected' : 'verifying')

const withReadings = (action: Action, event: Extract<ActionEvent, { type: 'VerificationRead' }>): Action => {
  if (action.verification === undefined || action.plan === undefined) return action
  const { holdsSince, ...verification } = action.verification
  const holds = holdTogether(event.readings, action.plan.success)
  const since = holds ? { holdsSince: holdsSince ?? event.at } : {}
  return { ...action, verification: { ...verification, ...since, now: event.readings, readAt: event.at } }
}

const withVerificationOutcome = (
  action: Action,
  event: Extract<ActionEvent, { type: 'VerificationFinished' }>,
): Action => ({
  ...action,
  status: event.outcome,
  endedAt: event.at,
  ...(action.verification === undefined
    ? {}
    : {
        verification: {
          ...action.verification,
          now: event.after,
          outcome: event.outcome,
          ...(event.figures === undefined ? {} : { figures: event.figures }),
        },
      }),
})
