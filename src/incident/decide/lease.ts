import { canonical } from '../canonical.ts'
import type { Circumstances, Command } from '../command.ts'
import type { Action, Incident } from '../incident.ts'
import { type Phrase, phrase } from '../phrase.ts'
import type { Plan } from '../plan.ts'
import { planHash } from '../plan-hash.ts'
import { approversOf, type PolicyRule, personKey } from '../policy.ts'
import { requesterKey, ruleOf } from './proposal.ts'
import { actionOf, type Bodies, livesIn, refused } from './rules.ts'

/** The agreed time is over: ask for the step back, on behalf of the lease. */
export const endLease = (
  command: Extract<Command, { type: 'EndLease' }>,
  incident: Incident,
  { now }: Circumstances,
): Bodies => {
  const action = actionOf(incident, command.action)
  const { lease, plan } = action ?? {}
  if (action === undefined || lease === undefined || lease.ended !== undefined || now < lease.endsAt) return []
  if (returns(incident, action)) return []
  if (plan?.undo === undefined)
    return [{ type: 'LeaseEnded', action: action.id, how: 'left', why: phrase('card.lease.no-undo') }]
  return [{ type: 'StepRequested', action: command.return, request: plan.undo, by: { kind: 'lease', of: action.id } }]
}

/**
 * The return was approved together with the lease, for the state that the lease itself made.
 * If anybody has changed it meanwhile, it is left as it is.
 */
export const proposeReturn = (action: Action, plan: Plan, incident: Incident): Bodies => {
  const origin = action.by.kind === 'lease' ? actionOf(incident, action.by.of) : undefined
  // A lease runs from when its step has taken hold; who approved that, or that nobody had to, was settled then.
  const asPromised =
    origin?.lease !== undefined && canonical(origin.plan?.undo) === canonical({ step: plan.step, args: plan.args })
  if (!asPromised || origin.plan === undefined || !isAsLeft(origin.plan, plan)) {
    const why = phrase('card.lease.changed')
    return [{ type: 'StepImpossible', action: action.id, why }, ...leaseOver(action, 'left', why)]
  }
  return [
    {
      type: 'ActionProposed',
      action: action.id,
      plan,
      hash: planHash(plan),
      rule: { needed: 0, requesterCounts: false, approvers: [] },
      expiresAt: origin.lease.endsAt,
    },
    { type: 'ActionApproved', action: action.id },
  ]
}

/** What stands now is what the step made: the number that it asked for, or every change of it the other way round. */
const isAsLeft = (origin: Plan, back: Plan): boolean =>
  'workers' in origin.args
    ? back.state.workers === origin.args.workers
    : canonical(back.changes.map(({ before, after }) => [before, after])) ===
      canonical(origin.changes.map(({ before, after }) => [after, before]))

/** The lease is over when its return is: gone back once Azure has done it, left where it could not be. */
export const leaseOver = ({ by }: Action, how: 'returned' | 'left', why?: Phrase): Bodies =>
  by.kind === 'lease' ? [{ type: 'LeaseEnded', action: by.of, how, ...(why === undefined ? {} : { why }) }] : []

/** One who may approve the step may also let it stand longer. */
export const extendLease = (
  command: Extract<Command, { type: 'ExtendLease' }>,
  incident: Incident,
  circumstances: Circumstances,
): Bodies => {
  const action = actionOf(incident, command.action)
  const { lease } = action ?? {}
  if (action === undefined || lease === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  if (lease.ended !== undefined || returns(incident, action)) return refused(command, 'expired')
  const { policy, now } = circumstances
  if (policy === undefined) return refused(command, 'no-policy')
  const person = personKey(policy, command.by)
  if (person === undefined) return refused(command, 'unknown-person')
  const rule = ruleOf(action, incident, policy)
  if (rule === undefined || !approversOf(policy, rule).includes(person)) return refused(command, 'forbidden')
  // More time is more of what four eyes were asked for.
  if (!rule.requesterCounts && requesterKey(action, circumstances) === person) return refused(command, 'self')
  const endsAt = Math.max(now, lease.endsAt) + command.byInMs
  const most = rule.maximumLeaseInMs ?? longestLeaseInMs
  if (!(command.byInMs > 0) || endsAt - lease.startedAt > most) {
    return refused(command, 'too-long', { hours: Math.floor(most / hourInMs) })
  }
  return [{ type: 'LeaseExtended', action: action.id, endsAt, by: command.by, person }]
}

export const remindLease = (
  { action: id }: Extract<Command, { type: 'RemindLease' }>,
  incident: Incident,
  { now }: Circumstances,
): Bodies => {
  const lease = actionOf(incident, id)?.lease
  const due = lease !== undefined && lease.ended === undefined && !lease.reminded && now >= reminderOf(lease)
  return due ? [{ type: 'LeaseReminded', action: id }] : []
}

/** A quarter of an hour before the end, or for the last quarter of a short lease. */
export const reminderOf = ({ startedAt, endsAt }: NonNullable<Action['lease']>): number =>
  endsAt - Math.min(15 * 60_000, (endsAt - startedAt) / 4)

const hourInMs = 60 * 60_000
/** A week: whoever wants longer wants it for good. */
const longestLeaseInMs = 7 * 24 * hourInMs

export const tooLong = ({ maximumLeaseInMs = longestLeaseInMs }: PolicyRule): Phrase =>
  phrase('refusal.too-long', { hours: Math.floor(maximumLeaseInMs / hourInMs) })

const returns = (incident: Incident, { id }: Action): boolean =>
  incident.actions.some(({ by }) => by.kind === 'lease' && by.of === id)
