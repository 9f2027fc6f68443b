import type { Circumstances, Command } from '../command.ts'
import type { EventBody } from '../event.ts'
import type { Action, Incident } from '../incident.ts'
import { type Phrase, phrase } from '../phrase.ts'
import { driftBetween, planHash } from '../plan-hash.ts'
import { membersOf, personKey } from '../policy.ts'
import { glassHolds } from './glass.ts'
import { leaseOver } from './lease.ts'
import { neededFor, notNow, ruleOf, validApprovers } from './proposal.ts'
import { actionOf, type Bodies, livesIn, refused } from './rules.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * The last gate before a write (L1, L3): approved, by enough people whom the policy of now still accepts,
 * not expired, not frozen, and the state just read is the state approved. Then the intent is journaled.
 */
export const begin = (command: Of<'Begin'>, incident: Incident, circumstances: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined || action.status !== 'approved' || action.plan === undefined) return []
  const no = reasonToVoid(command.planned, action, incident, circumstances)
  return no === undefined
    ? [{ type: 'MitigationStarted', action: action.id, correlationId: command.correlationId }]
    : [{ type: 'ActionVoided', action: action.id, ...no }, ...leaseOver(action, 'left', no.why)]
}

type Void = Pick<Extract<EventBody, { type: 'ActionVoided' }>, 'drift' | 'why'>

const reasonToVoid = (
  planned: Of<'Begin'>['planned'],
  action: Action,
  incident: Incident,
  circumstances: Circumstances,
): Void | undefined => {
  if ('impossible' in planned) return { drift: [], why: planned.impossible }
  if (action.plan === undefined) return { drift: [] }
  if (planHash(planned.plan) !== action.hash) {
    return { drift: driftBetween(action.plan, planned.plan), why: phrase('refusal.stale') }
  }
  const why = notAllowedNow(action, incident, circumstances)
  return why === undefined ? undefined : { drift: [], why }
}

const notAllowedNow = (action: Action, incident: Incident, circumstances: Circumstances): Phrase | undefined => {
  if (incident.closed !== undefined && action.by.kind === 'person') return phrase('refusal.closed')
  // The return of a lease was approved together with the lease.
  if (action.by.kind === 'lease') return undefined
  const { policy, now } = circumstances
  if (policy === undefined) return phrase('refusal.no-policy')
  if (action.expiresAt === undefined || now >= action.expiresAt) return phrase('refusal.expired')
  const enough = validApprovers(action, incident, policy).length >= neededFor(action, ruleOf(action, incident, policy))
  if (!enough && !glassHolds(action, policy)) return phrase('refusal.forbidden')
  // The channel it was asked for in may have lost its say since.
  const no = notNow({ action, incident, place: action.by.place }, policy, circumstances)
  return no === undefined ? undefined : phrase(`refusal.${no.no}`, no.args)
}

/** A step that fetches: what it fetched and its end belong together, in one append. */
export const taken = (command: Of<'RecordTaken'>, incident: Incident): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined || !['started', 'accepted', 'doubted', 'handed-over'].includes(action.status)) return []
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

export const finish = (command: Of<'RecordAccepted'> | Of<'RecordFinished'>, incident: Incident): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined || !['started', 'accepted', 'doubted', 'handed-over'].includes(action.status)) return []
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
      ...leaseOver(action, outcome === 'done' ? 'returned' : 'left', why),
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
export const doubt = (command: Of<'Doubt'>, incident: Incident): Bodies =>
  actionOf(incident, command.action)?.status === 'started'
    ? [{ type: 'MitigationDoubted', action: command.action, why: command.why }]
    : []

/** Nobody could tell from Azure whether it ran; one who may approve it has looked, and that settles it. */
export const tellOutcome = (command: Of<'TellOutcome'>, incident: Incident, { policy }: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  if (action.status !== 'handed-over') return refused(command, 'already', { who: '–' })
  if (policy === undefined) return refused(command, 'no-policy')
  const person = personKey(policy, command.by)
  if (person === undefined) return refused(command, 'unknown-person')
  const rule = ruleOf(action, incident, policy)
  if (rule === undefined || !membersOf(policy, rule.approvers).includes(person)) return refused(command, 'forbidden')
  const { outcome, by } = command
  const why = phrase(`card.doubt.told.${outcome}`, { who: by.name })
  return [
    { type: 'MitigationFinished', action: action.id, outcome, why, toldBy: by },
    ...leaseOver(action, outcome === 'done' ? 'returned' : 'left', why),
  ]
}

/** People must look; a lease whose return it was is not taken back by itself any more. */
export const handOver = ({ action: id, why }: Of<'HandOver'>, incident: Incident): Bodies => {
  const action = actionOf(incident, id)
  if (action === undefined || !['doubted', 'accepted'].includes(action.status)) return []
  return [{ type: 'DoubtHandedOver', action: id, why }, ...leaseOver(action, 'left', why)]
}
