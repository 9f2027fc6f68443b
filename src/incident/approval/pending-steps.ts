import { hasStatusTrait } from '../action-status.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import { findAction } from '../decide/event-payloads.ts'
import type { Action, Incident } from '../incident.ts'
import { isSamePerson } from '../person.ts'
import type { Denial } from '../refusal.ts'
import { approversOf } from './approvers.ts'
import { isPermitted } from './permissions.ts'
import { personKeyOf } from './policy.ts'
import { currentRuleOf } from './required-approvals.ts'

/** Why this person may not leave the incident's steps behind: whoever closes it, nobody looks at them any more. */
export const pendingDenial = (
  command: CommandOf<'Close'>,
  incident: Incident,
  context: DecisionContext,
): Denial | undefined => {
  const pending = incident.actions.filter((action) => isPending(action) && !isOwnWish(action, command))
  return pending.every((action) => mayLeave(action, command, incident, context)) ? undefined : { reason: 'pending' }
}

/** It waits, runs or is in doubt. A lease outlives its incident: it is still foreseen, held, told of and taken back. */
const isPending = (action: Action): boolean => !hasStatusTrait(action, 'ended') || hasStatusTrait(action, 'unsettled')

/** What somebody may take back may go with the incident, too. */
const isOwnWish = ({ status, by }: Action, { by: closer }: CommandOf<'Close'>): boolean =>
  (status === 'requested' || status === 'proposed') && by.kind === 'person' && isSamePerson(by.person, closer)

const mayLeave = (
  action: Action,
  { by, place }: CommandOf<'Close'>,
  incident: Incident,
  { policy }: DecisionContext,
): boolean => {
  const { app } = incident
  if (policy === undefined || !isPermitted(policy, by, 'approve', { app, place })) return false
  // The return of a lease was approved together with the lease.
  const approved = action.by.kind === 'lease' ? (findAction(incident, action.by.of) ?? action) : action
  const rule = currentRuleOf(approved, incident, policy)
  // Where no rule is left, nobody in particular may approve it, and the incident must not stay open for ever.
  return (
    app === undefined || rule === undefined || approversOf(policy, rule, app).includes(personKeyOf(policy, by) ?? '')
  )
}
