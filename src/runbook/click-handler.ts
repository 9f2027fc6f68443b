import type { ButtonClick } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { IncidentCommand } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'
import {
  askAgainCommandOf,
  type ClickMeaning,
  collectCommandOf,
  proposeCommandOf,
  undoCommandOf,
} from './click-commands.ts'
import { keptOpenLine } from './incident-lines.ts'
import type { InputContext } from './input-context.ts'
import { newActionId, observationRequestOf } from './observation-request.ts'
import { createStepListHandler, isStepListVerb } from './step-list.ts'
import type { RunbookDependencies } from './types.ts'

/** A button: the card's token says which incident and what in it; the verb what is wanted. Nothing else is believed. */
export const createClickHandler = (context: InputContext) => {
  const { dependencies, scheduler, responder } = context
  const onStepList = createStepListHandler(context)

  return async (click: ButtonClick): Promise<void> => {
    const id = /^INC-\d{1,9}(?=$|[./])/.exec(click.token)?.[0]
    const incident = id === undefined ? undefined : await scheduler.repository.load(id)
    if (incident !== undefined && isStepListVerb(click.verb)) return onStepList(click, incident)
    const otherWay = incident === undefined ? undefined : otherWayOf(click, incident, context)
    if (otherWay !== undefined) return otherWay
    const command = incident === undefined ? undefined : commandOf(click, incident, dependencies)
    if (command === 'no-collector' || command === 'stale')
      return responder.refuse(click, click.verb, { reason: command })
    if (incident === undefined || command === undefined)
      return responder.refuse(click, click.verb, { reason: 'unknown' })
    await responder.commit(click, incident.id, command)
  }
}

/** What goes another way than by one command. */
const otherWayOf = (
  click: ButtonClick,
  incident: Incident,
  { commands, responder }: InputContext,
): Promise<void> | undefined => {
  if (click.verb === 'reopen') return commands.reopen(click, incident)
  const app = click.verb === 'choose-app' ? offeredAppOf(click, incident) : undefined
  if (app !== undefined) return commands.choose(click, incident, { app })
  if (click.verb !== 'keep-open') return undefined
  const { person: by, place } = click
  return responder
    .commit(click, incident.id, { type: 'KeepOpen', by, place }, { line: keptOpenLine })
    .then(() => undefined)
}

const offeredAppOf = ({ values }: ButtonClick, { question }: Incident): AppRef | undefined =>
  question?.candidates.find(({ id }) => id === values.app)

const commandOf = (click: ButtonClick, incident: Incident, dependencies: RunbookDependencies): ClickMeaning => {
  const { person: by, place } = click
  switch (click.verb) {
    case 'approve':
      return approveCommandOf(click, dependencies)
    case 'reject':
      return { type: 'Reject', action: click.token, by, place }
    case 'withdraw':
      return { type: 'Withdraw', action: click.token, by, place }
    case 'observe-again':
      return { type: 'Observe', by, place, looking: observationRequestOf(dependencies, incident.app) }
    case 'close':
      return { type: 'Close', by, place }
    case 'close-anyway':
      // Of a question that was answered since, the button confirms nothing.
      return { type: 'Close', by, place, ...(incident.closeAsked?.keptOpenBy === undefined ? { confirmed: true } : {}) }
    case 'collect':
      return collectCommandOf(click, incident, dependencies)
    case 'propose':
      return proposeCommandOf(click, incident, dependencies)
    case 'ask-again':
      return askAgainCommandOf(click, incident, dependencies)
    case 'undo':
      return undoCommandOf(click, incident, dependencies)
    default:
      return exceptionalCommandOf(click, incident, dependencies)
  }
}

const approveCommandOf = (
  { token: action, person: by, place, values }: ButtonClick,
  { redact }: RunbookDependencies,
): IncidentCommand => {
  const reason = redact(values.approvalReason ?? '').trim()
  return { type: 'Approve', action, by, place, ...(reason === '' ? {} : { reason }) }
}

/** What is not the usual way: an emergency, a waiver, another end of a lease. Reasons are kept, so they are redacted first (L5). */
const exceptionalCommandOf = (
  { verb, token: action, values, person: by, place }: ButtonClick,
  incident: Incident,
  dependencies: RunbookDependencies,
): IncidentCommand | undefined => {
  const reason = dependencies.redact(values.reason ?? '').trim()
  switch (verb) {
    case 'break-glass':
      return { type: 'BreakGlass', action, by, place, reason }
    case 'justified':
    case 'not-justified':
      return { type: 'ReviewGlass', action, by, place, verdict: verb, note: reason }
    case 'waive-evidence':
      return { type: 'WaiveEvidence', action, by, place, reason }
    case 'saw-it-ran':
      return { type: 'TellOutcome', action, by, place, outcome: 'done' }
    case 'saw-it-not':
      return { type: 'TellOutcome', action, by, place, outcome: 'failed' }
    case 'return-lease':
      return { type: 'ReturnLease', action, return: newActionId(dependencies, incident.id), by, place }
    case 'keep-for-good':
      return { type: 'KeepForGood', action, by, place }
    case 'extend-lease':
      return { type: 'ExtendLease', action, by, place, byInMs: Number(values.extendHours ?? 1) * hourInMs }
    default:
      return undefined
  }
}

const hourInMs = 60 * 60_000
