import type { AppRef } from '../app-ref.ts'
import type { ChatPlace } from '../chat-place.ts'
import type { CommandOf, DecisionContext, IncidentCommand } from '../command.ts'
import { type EventPayloads, findAction, isIncidentInChannel, refuseCommand } from '../decide/event-payloads.ts'
import type { Incident } from '../incident.ts'
import { isSamePerson, type Person } from '../person.ts'
import type { Denial } from '../refusal.ts'
import { permissionDenial } from './permissions.ts'
import { type Policy, personKeyOf, type Right } from './policy.ts'
import { readingDenial } from './reading.ts'
import { requesterKeyOf } from './required-approvals.ts'

type CommandType = IncidentCommand['type']
/** Everything that somebody may want of an incident; that there is none yet is what a report is about. */
type WishType = Exclude<{ [T in CommandType]: 'by' extends keyof CommandOf<T> ? T : never }[CommandType], 'Report'>

/** The right that the wish takes; `undefined` where it takes none. */
type RequiredRight<T extends CommandType> = (
  command: CommandOf<T>,
  incident: Incident,
  policy: Policy | undefined,
) => Right | undefined

/** Who may have what, in one table: a command that comes with a person is not complete without its line here. */
const requiredRights: { readonly [T in WishType]: RequiredRight<T> } = {
  Join: ({ looking, fromAlert }) => {
    if (fromAlert) return undefined
    return looking === undefined ? 'read' : 'ask'
  },
  Take: () => 'ask',
  ChooseApp: () => 'ask',
  Observe: () => 'ask',
  RequestStep: ({ by }, incident) =>
    by.kind === 'person' && !isWantedByReport(by.person, incident) ? 'ask' : undefined,
  Collect: () => 'collect',
  RequestSupportText: () => 'collect',
  GiveFileLink: () => 'read',
  OpenFile: () => 'read',
  Approve: () => 'approve',
  // What somebody asked for themselves they may end in either way.
  Reject: (command, incident, policy) => (isOwn(command, incident, policy) ? undefined : 'approve'),
  Withdraw: () => undefined,
  BreakGlass: () => 'approve',
  // The policy names the reviewers in a section of its own.
  ReviewGlass: () => 'read',
  WaiveEvidence: () => 'approve',
  ExtendLease: () => 'approve',
  ReturnLease: () => 'approve',
  KeepForGood: () => 'approve',
  TellOutcome: () => 'approve',
  Close: () => 'close',
  KeepOpen: () => 'close',
  // Whoever may report the trouble anew may go on with the incident that there was of it.
  Reopen: () => 'ask',
}

/** The refusal of what the policy gives this person no right to; `undefined` for whoever has it, and for the bot itself. */
export const refuseWithoutRight = (
  command: IncidentCommand,
  incident: Incident,
  { policy }: DecisionContext,
): EventPayloads | undefined => {
  const asker = askerOf(command)
  const right = asker === undefined ? undefined : requiredRightOf(command, incident, policy)
  if (asker === undefined || right === undefined) return undefined
  const scope = { app: appOf(command, incident), place: asker.place }
  const denial = permissionDenial(policy, asker.by, right, scope) ?? bringingDenial(command, incident, policy)
  return denial === undefined ? undefined : refuseCommand({ ...asker, ...actionOf(command) }, denial)
}

/** Whoever joins from another channel has the incident shown there: that takes the right to read it where it lives. */
const bringingDenial = (
  command: IncidentCommand,
  incident: Incident,
  policy: Policy | undefined,
): Denial | undefined => {
  if (command.type !== 'Join' || isIncidentInChannel(incident, command.place)) return undefined
  return readingDenial(policy, { person: command.by, place: command.place }, incident)
}

const requiredRightOf = (
  command: IncidentCommand,
  incident: Incident,
  policy: Policy | undefined,
): Right | undefined => {
  if (!isWish(command)) return undefined
  const requiredRight = requiredRights[command.type] as RequiredRight<WishType>
  return requiredRight(command, incident, policy)
}

const isWish = (command: IncidentCommand): command is CommandOf<WishType> => Object.hasOwn(requiredRights, command.type)

interface Asker {
  readonly type: string
  readonly by: Person
  readonly place: ChatPlace
}

/** Nobody, where the bot goes on by itself. */
const askerOf = (command: IncidentCommand): Asker | undefined => {
  if (!isWish(command)) return undefined
  if (command.type === 'RequestStep') {
    const { by } = command
    return by.kind === 'person' ? { type: 'Propose', by: by.person, place: by.place } : undefined
  }
  const { type, by, place } = command
  return by === undefined || place === undefined ? undefined : { type, by, place }
}

const appOf = (command: IncidentCommand, { app, question }: Incident): AppRef | undefined =>
  command.type === 'ChooseApp' ? (command.found ?? question?.candidates.find(({ id }) => id === command.app)) : app

const actionOf = (command: IncidentCommand): { readonly action?: string } =>
  'action' in command && command.type !== 'RequestStep' ? { action: command.action } : {}

/** Asked for by the bot on behalf of the report, before it has anywhere to answer: its proposal asks for the right. */
const isWantedByReport = (person: Person, { wanted, actions, by }: Incident): boolean =>
  wanted !== undefined && actions.length === 0 && isSamePerson(person, by)

const isOwn = ({ action: id, by }: CommandOf<'Reject'>, incident: Incident, policy: Policy | undefined): boolean => {
  const action = findAction(incident, id)
  const key = policy === undefined ? undefined : personKeyOf(policy, by)
  return action !== undefined && key !== undefined && requesterKeyOf(action, { policy }) === key
}
