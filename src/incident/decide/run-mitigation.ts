import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { hasStatusTrait } from '../action-status.ts'
import { authorise, isDenial } from '../approval/authorise.ts'
import { isBreakGlassStillAllowed } from '../approval/break-glass.ts'
import { overtakingStepOf } from '../approval/overtaking-step.ts'
import { driftBetween, hashPlan } from '../approval/plan-hash.ts'
import { approvalsNeeded, currentDenial, validApprovers } from '../approval/required-approvals.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import type { EventPayload } from '../event.ts'
import type { Action, Incident } from '../incident.ts'
import { leaseEndedEvents } from '../lease/end-lease.ts'
import { lateHoldEvent } from '../lease/hold-lease.ts'
import { isLeaseRunning } from '../lease/lease-status.ts'
import { isTrueUndo, undoneOriginOf } from '../lease/undo-step.ts'
import { type EventPayloads, findAction, refuseCommand } from './event-payloads.ts'

/**
 * The last check before a write (L1, L3): approved, by enough people whom the policy of now still accepts,
 * not expired, not frozen, and the state just read is the state approved. Then the intent is journaled.
 */
export const beginMitigation = (
  command: CommandOf<'Begin'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined || action.status !== 'approved' || action.plan === undefined) return []
  const origin = action.by.kind === 'lease' ? findAction(incident, action.by.of) : undefined
  const held = origin === undefined ? undefined : lateHoldEvent(action, { action: origin, incident, context })
  if (held !== undefined) return [{ type: 'ActionVoided', action: action.id, drift: [], why: held.why }, held]
  const denial = reasonToVoid(command.planned, action, incident, context)
  return denial === undefined
    ? [{ type: 'MitigationStarted', action: action.id, correlationId: command.correlationId }]
    : [{ type: 'ActionVoided', action: action.id, ...denial }, ...leaseEndedEvents(action, 'left', denial.why)]
}

type VoidReason = Pick<Extract<EventPayload, { type: 'ActionVoided' }>, 'drift' | 'overtakenBy' | 'why'>

const reasonToVoid = (
  planned: CommandOf<'Begin'>['planned'],
  action: Action,
  incident: Incident,
  context: DecisionContext,
): VoidReason | undefined => {
  if ('impossible' in planned) return { drift: [], why: planned.impossible }
  if (action.plan === undefined) return { drift: [] }
  if (hashPlan(planned.plan) !== action.hash) {
    return { drift: driftBetween(action.plan, planned.plan), why: messageOf('refusal.stale') }
  }
  const overtaking = action.by.kind === 'lease' ? undefined : overtakingStepOf(action, incident)
  if (overtaking !== undefined) return { drift: [], overtakenBy: overtaking.id, why: messageOf('refusal.overtaken') }
  const why = whyNotAllowedNow(action, incident, context)
  return why === undefined ? undefined : { drift: [], why }
}

const whyNotAllowedNow = (
  action: Action,
  incident: Incident,
  context: DecisionContext,
): TranslatableMessage | undefined => {
  if (incident.closed !== undefined && action.by.kind === 'person') return messageOf('refusal.closed')
  // The return of a lease was approved together with the lease.
  if (action.by.kind === 'lease') return undefined
  const { policy, now } = context
  if (policy === undefined) return messageOf('refusal.no-policy')
  if (action.expiresAt === undefined || now >= action.expiresAt) return messageOf('refusal.expired')
  const enough = validApprovers(action, incident, policy).length >= approvalsNeeded(action, incident, policy)
  if (!enough && !isBreakGlassStillAllowed(action, incident, policy)) return messageOf('refusal.forbidden')
  // The channel it was asked for in may have lost its say since.
  const denial = currentDenial({ action, incident, place: action.by.place }, policy, context)
  return denial === undefined ? undefined : messageOf(`refusal.${denial.reason}`, denial.args)
}

/** A step that fetches: what it fetched and its end belong together, in one append. */
export const recordCapture = (command: CommandOf<'RecordTaken'>, incident: Incident): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined || !hasStatusTrait(action, 'unsettled')) return []
  return [
    { type: 'EvidenceCollected', evidence: command.evidence },
    {
      type: 'MitigationFinished',
      action: action.id,
      outcome: 'done',
      // Found in the store after a crash in the moment between keeping and journaling.
      ...(action.status === 'doubted' ? { adopted: true } : {}),
    },
  ]
}

export const recordMitigationResult = (
  command: CommandOf<'RecordAccepted'> | CommandOf<'RecordFinished'>,
  incident: Incident,
): EventPayloads => {
  const action = findAction(incident, command.action)
  if (action === undefined || !hasStatusTrait(action, 'unsettled')) return []
  if (command.type === 'RecordFinished') {
    const { outcome, why, adopted } = command
    return [
      {
        type: 'MitigationFinished',
        action: action.id,
        outcome,
        ...(why === undefined ? {} : { why }),
        ...(adopted === undefined ? {} : { adopted }),
      },
      ...leaseEndedEvents(action, outcome === 'done' ? 'returned' : 'left', why),
      ...(outcome === 'done' ? undoneEvents(action, incident) : []),
    ]
  }
  const { operation, azureCorrelationId } = command
  return [
    {
      type: 'MitigationAccepted',
      action: action.id,
      ...(operation === undefined ? {} : { operation }),
      ...(azureCorrelationId === undefined ? {} : { azureCorrelationId }),
    },
  ]
}

/** Started, and no word of how it went: look, never repeat (L2). */
export const doubtMitigation = (command: CommandOf<'Doubt'>, incident: Incident): EventPayloads =>
  findAction(incident, command.action)?.status === 'started'
    ? [{ type: 'MitigationDoubted', action: command.action, why: command.why }]
    : []

/** Nobody could tell from Azure whether it ran; one who may approve it has looked, and that settles it. */
export const tellOutcome = (
  command: CommandOf<'TellOutcome'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return refuseCommand(command, allowed)
  const { action } = allowed
  const { outcome, by } = command
  const why = messageOf(`card.doubt.told.${outcome}`, { who: by.name })
  return [
    { type: 'MitigationFinished', action: action.id, outcome, why, toldBy: by },
    ...leaseEndedEvents(action, outcome === 'done' ? 'returned' : 'left', why),
    ...(outcome === 'done' ? undoneEvents(action, incident) : []),
  ]
}

/** What it took back stands no more: nothing of it is verified any longer, and its lease has nothing left to return. */
const undoneEvents = (action: Action, incident: Incident): EventPayloads => {
  const origin = isTrueUndo(action, incident) ? undoneOriginOf(action, incident) : undefined
  if (origin === undefined) return []
  const undone: EventPayload = { type: 'ActionUndone', action: origin.id, undo: action.id }
  return isLeaseRunning(origin, incident)
    ? [undone, { type: 'LeaseEnded', action: origin.id, how: 'returned' }]
    : [undone]
}

/** People must look; a lease whose return it was is not taken back by itself any more. */
export const handOverToPeople = ({ action: id, why }: CommandOf<'HandOver'>, incident: Incident): EventPayloads => {
  const action = findAction(incident, id)
  if (action?.status !== 'doubted' && action?.status !== 'accepted') return []
  return [{ type: 'DoubtHandedOver', action: id, why }, ...leaseEndedEvents(action, 'left', why)]
}
