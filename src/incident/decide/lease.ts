import { canonical } from '../canonical.ts'
import type { Circumstances, Command } from '../command.ts'
import type { Action, Incident } from '../incident.ts'
import { type Phrase, phrase } from '../phrase.ts'
import type { Plan } from '../plan.ts'
import { planHash } from '../plan-hash.ts'
import { actionOf, type Bodies } from './rules.ts'

/** The agreed time is over: ask for the step back, on behalf of the lease. */
export const endLease = (
  command: Extract<Command, { type: 'EndLease' }>,
  incident: Incident,
  { now }: Circumstances,
): Bodies => {
  const action = actionOf(incident, command.action)
  const { lease, plan } = action ?? {}
  if (action === undefined || lease === undefined || lease.ended !== undefined || now < lease.endsAt) return []
  if (incident.actions.some(({ by }) => by.kind === 'lease' && by.of === action.id)) return []
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
  if (origin?.plan === undefined || origin.expiresAt === undefined || origin.approvals.length === 0) return []
  const asPromised = canonical(origin.plan.undo) === canonical({ step: plan.step, args: plan.args })
  if (!asPromised || plan.state.workers !== origin.plan.args.workers) {
    return [
      { type: 'StepImpossible', action: action.id, why: phrase('card.lease.changed') },
      { type: 'LeaseEnded', action: origin.id, how: 'left', why: phrase('card.lease.changed') },
    ]
  }
  return [
    {
      type: 'ActionProposed',
      action: action.id,
      plan,
      hash: planHash(plan),
      rule: { needed: 0, requesterCounts: false, approvers: [] },
      expiresAt: origin.expiresAt,
    },
    { type: 'ActionApproved', action: action.id },
  ]
}

/** The lease is over when its return is: gone back once Azure has done it, left where it could not be. */
export const leaseOver = ({ by }: Action, how: 'returned' | 'left', why?: Phrase): Bodies =>
  by.kind === 'lease' ? [{ type: 'LeaseEnded', action: by.of, how, ...(why === undefined ? {} : { why }) }] : []
