import type { Circumstances, Command } from '../command.ts'
import type { No } from '../gates/types.ts'
import type { Action, Incident } from '../incident.ts'
import type { Person } from '../person.ts'
import { samePerson } from '../person.ts'
import { approversOf, type Policy, personKey } from '../policy.ts'
import { type Decided, neededFor, notNow, notOpen, requesterKey, ruleOf, validApprovers } from './proposal.ts'
import { actionOf, type Bodies, livesIn, refused } from './rules.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** One person's yes. Counted only where the policy, as it stands now, gives this person a say. */
export const approve = (command: Of<'Approve'>, incident: Incident, circumstances: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  const ended = notOpen(action, incident, circumstances)
  if (ended !== undefined) {
    const expiry: Bodies =
      ended.no === 'expired' && action.status === 'proposed' ? [{ type: 'ActionExpired', action: action.id }] : []
    return [...expiry, ...refused(command, ended.no, ended.args)]
  }
  const { policy } = circumstances
  if (policy === undefined) return refused(command, 'no-policy')
  const person = personKey(policy, command.by)
  if (person === undefined) return refused(command, 'unknown-person')
  const no = mayNot(person, { action, incident, place: command.place }, policy, circumstances)
  if (no !== undefined) return refused(command, no.no, no.args)
  return granted(action, person, command.by, incident, policy)
}

const granted = (action: Action, person: string, by: Person, incident: Incident, policy: Policy): Bodies => {
  const given = { type: 'ApprovalGiven', action: action.id, by, person, hash: action.hash ?? '' } as const
  const rule = ruleOf(action, incident, policy)
  const enough = validApprovers(action, incident, policy).length + 1 >= neededFor(action, rule)
  return enough ? [given, { type: 'ActionApproved', action: action.id }] : [given]
}

const mayNot = (person: string, decided: Decided, policy: Policy, circumstances: Circumstances): No | undefined => {
  const { action, incident } = decided
  const rule = ruleOf(action, incident, policy)
  if (rule === undefined || action.rule === undefined) return { no: 'forbidden' }
  const allowed = approversOf(policy, rule).includes(person) && action.rule.approvers.includes(person)
  if (!allowed) return { no: 'forbidden' }
  const counts = action.rule.requesterCounts && rule.requesterCounts
  if (!counts && isRequester(person, action, circumstances)) return { no: 'self' }
  if (action.approvals.some((approval) => approval.person === person)) return { no: 'duplicate' }
  return notNow(decided, policy, circumstances)
}

const isRequester = (person: string, action: Action, circumstances: Circumstances): boolean =>
  requesterKey(action, circumstances) === person

export const reject = (command: Of<'Reject'>, incident: Incident, circumstances: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  const ended = notOpen(action, incident, circumstances)
  if (ended !== undefined) return refused(command, ended.no, ended.args)
  const { policy } = circumstances
  if (policy === undefined) return refused(command, 'no-policy')
  const person = personKey(policy, command.by)
  if (person === undefined) return refused(command, 'unknown-person')
  const mayStop = action.rule?.approvers.includes(person) || isRequester(person, action, circumstances)
  return mayStop ? [{ type: 'ActionRejected', action: action.id, by: command.by }] : refused(command, 'forbidden')
}

/** The requester takes the wish back, before anything ran. */
export const withdraw = (command: Of<'Withdraw'>, incident: Incident, circumstances: Circumstances): Bodies => {
  const action = actionOf(incident, command.action)
  if (action === undefined) return refused(command, 'unknown')
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  const ended = notOpen(action, incident, circumstances)
  if (ended !== undefined) return refused(command, ended.no, ended.args)
  const own = action.by.kind === 'person' && samePerson(action.by.person, command.by)
  return own ? [{ type: 'ActionWithdrawn', action: action.id, by: command.by }] : refused(command, 'forbidden')
}
