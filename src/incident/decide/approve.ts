import type { Circumstances, Command } from '../command.ts'
import type { Action, Incident } from '../incident.ts'
import type { Person } from '../person.ts'
import { samePerson } from '../person.ts'
import { approversOf, exceeded, freezeOn, type Policy, type PolicyRule, personKey, ruleFor } from '../policy.ts'
import type { RefusalReason } from '../refusal.ts'
import { requesterKey } from './propose.ts'
import { actionOf, type Bodies, livesIn, refused } from './rules.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>
type Verdict = { readonly no: RefusalReason; readonly args?: Readonly<Record<string, string | number>> }

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
  const no = mayNot(person, action, incident, policy, circumstances)
  if (no !== undefined) return refused(command, no.no, no.args)
  return granted(action, person, command.by, incident, policy)
}

const granted = (action: Action, person: string, by: Person, incident: Incident, policy: Policy): Bodies => {
  const given = { type: 'ApprovalGiven', action: action.id, by, person, hash: action.hash ?? '' } as const
  const rule = incident.app === undefined ? undefined : ruleFor(policy, incident.app, action.request)
  const enough = validApprovers(action, incident, policy).length + 1 >= neededFor(action, rule)
  return enough ? [given, { type: 'ActionApproved', action: action.id }] : [given]
}

/** The stricter of what was shown and what the policy says now. */
export const neededFor = (action: Action, rule: PolicyRule | undefined): number =>
  Math.max(action.rule?.needed ?? Number.POSITIVE_INFINITY, rule?.needed ?? Number.POSITIVE_INFINITY)

/** Distinct people whose given approval both the proposal's rule and the policy of now accept. */
export const validApprovers = (action: Action, incident: Incident, policy: Policy): readonly string[] => {
  const rule = incident.app === undefined ? undefined : ruleFor(policy, incident.app, action.request)
  if (rule === undefined || action.rule === undefined) return []
  const requester = requesterKey(action, { policy, now: 0 })
  const counts = action.rule.requesterCounts && rule.requesterCounts
  const allowed = approversOf(policy, rule).filter(
    (key) => action.rule?.approvers.includes(key) && (counts || key !== requester),
  )
  const given = action.approvals.filter((approval) => personKey(policy, approval.by) === approval.person)
  return [...new Set(given.map((approval) => approval.person))].filter((key) => allowed.includes(key))
}

/** Why this person may not decide that the step goes on as it is; `undefined` where they may. */
export const mayNotDecide = (
  action: Action,
  by: Person,
  incident: Incident,
  circumstances: Circumstances,
): Verdict | undefined => {
  const { policy } = circumstances
  if (policy === undefined) return { no: 'no-policy' }
  const person = personKey(policy, by)
  if (person === undefined) return { no: 'unknown-person' }
  const { app } = incident
  const rule = app === undefined ? undefined : ruleFor(policy, app, action.request)
  if (app === undefined || rule === undefined || action.rule === undefined) return { no: 'forbidden' }
  const allowed = approversOf(policy, rule).includes(person) && action.rule.approvers.includes(person)
  if (!allowed) return { no: 'forbidden' }
  const counts = action.rule.requesterCounts && rule.requesterCounts
  return !counts && isRequester(person, action, circumstances) ? { no: 'self' } : undefined
}

const mayNot = (
  person: string,
  action: Action,
  incident: Incident,
  policy: Policy,
  circumstances: Circumstances,
): Verdict | undefined => {
  const { app } = incident
  const rule = app === undefined ? undefined : ruleFor(policy, app, action.request)
  if (app === undefined || rule === undefined || action.rule === undefined) return { no: 'forbidden' }
  const allowed = approversOf(policy, rule).includes(person) && action.rule.approvers.includes(person)
  if (!allowed) return { no: 'forbidden' }
  const counts = action.rule.requesterCounts && rule.requesterCounts
  if (!counts && isRequester(person, action, circumstances)) return { no: 'self' }
  if (action.approvals.some((approval) => approval.person === person)) return { no: 'duplicate' }
  return notNow(action, incident, policy, circumstances)
}

const isRequester = (person: string, action: Action, circumstances: Circumstances): boolean =>
  requesterKey(action, circumstances) === person

/** What the policy forbids at this moment, whoever asks. */
export const notNow = (
  action: Action,
  incident: Incident,
  policy: Policy,
  { now, lastStepAt }: Circumstances,
): Verdict | undefined => {
  const rule = incident.app === undefined ? undefined : ruleFor(policy, incident.app, action.request)
  if (incident.app === undefined || rule === undefined) return { no: 'forbidden' }
  const asked = action.plan ?? action.request
  const freeze = freezeOn(policy, incident.app, asked, now)
  if (freeze !== undefined) return { no: 'frozen', args: { name: freeze.name, untilAt: freeze.to } }
  if (lastStepAt !== undefined && now < lastStepAt + rule.coolDownInMs) {
    return { no: 'cool-down', args: { untilAt: lastStepAt + rule.coolDownInMs } }
  }
  const limit = exceeded(rule, asked)
  return limit === undefined ? undefined : { no: 'too-large', args: { limit } }
}

/** Why the proposal takes no more decisions; `undefined` while it does. */
const notOpen = (action: Action, incident: Incident, { now }: Circumstances): Verdict | undefined => {
  const who = action.endedBy?.name ?? action.approvals.at(-1)?.by.name ?? '–'
  switch (action.status) {
    case 'proposed':
      if (incident.closed !== undefined) return { no: 'closed' }
      return action.expiresAt === undefined || now >= action.expiresAt ? { no: 'expired' } : undefined
    case 'requested':
    case 'impossible':
      return { no: 'unknown' }
    case 'rejected':
    case 'withdrawn':
      return { no: 'rejected', args: { who } }
    case 'expired':
      return { no: 'expired' }
    case 'voided':
      return { no: 'stale' }
    default:
      return { no: 'already', args: { who } }
  }
}

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
