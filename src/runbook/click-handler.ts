import type { ButtonClick } from '../chat/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { IncidentCommand } from '../incident/command.ts'
import { findAction } from '../incident/decide/event-payloads.ts'
import type { Incident } from '../incident/incident.ts'
import { undoStepOf } from '../incident/lease/undo-step.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import { findSuggestedStep } from '../incident/suggested-steps.ts'
import { isCollectorForApp, requiredOptInOf } from './allowed-collectors.ts'
import { leaseOf } from './click-values.ts'
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

type ClickMeaning = IncidentCommand | 'stale' | 'no-collector' | undefined

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

/** `INC-7/2/event-log`, or `INC-7/2/collector` for what was chosen under that name. What pauses the app is a step with the collector's name, to be approved like any other. */
const collectCommandOf = (click: ButtonClick, incident: Incident, dependencies: RunbookDependencies): ClickMeaning => {
  const named = /^[^/]+\/\d{1,9}\/([a-z-]{1,40})$/.exec(click.token)?.[1]
  const wanted = named === 'collector' ? click.values.collector : named
  const capture = dependencies.steps.find(({ id, kind }) => id === wanted && kind === 'capture')
  if (capture !== undefined) {
    const { instance } = click.values
    return requestStepCommandOf(click, incident, dependencies, { step: capture.id, args: instance ? { instance } : {} })
  }
  const collector = dependencies.collectors.find((one) => one.id === wanted && isCollectorForApp(one, incident))
  if (collector === undefined) return 'no-collector'
  const needs = requiredOptInOf(collector)
  const { person: by, place } = click
  return { type: 'Collect', collectors: [collector.id], by, place, ...(needs === undefined ? {} : { needs }) }
}

const proposeCommandOf = (
  click: ButtonClick,
  incident: Incident,
  dependencies: RunbookDependencies,
): IncidentCommand | 'stale' | undefined => {
  const offer = findSuggestedStep(incident, click.token)
  if (offer === undefined || offer === 'stale') return offer
  const request = requestStepCommandOf(click, incident, dependencies, { step: offer.step, args: offer.args })
  return { ...request, ...(isLeased(offer.step, dependencies) ? leaseOf(click.values) : {}) }
}

/** One input stands for all steps that are offered beside it: of those that stay it asks nothing. */
const isLeased = (step: string, { steps }: RunbookDependencies): boolean =>
  steps.find(({ id }) => id === step)?.offersLease === true
/** What the card's step was asked for as, by whoever presses. */
const askAgainCommandOf = (
  click: ButtonClick,
  incident: Incident,
  dependencies: RunbookDependencies,
): IncidentCommand | undefined => {
  const action = findAction(incident, click.token)
  if (action === undefined) return undefined
  const { request, leaseInMs, undoes } = action
  return {
    ...requestStepCommandOf(click, incident, dependencies, request),
    ...(undoes === undefined ? {} : { undoes }),
    ...(leaseInMs === undefined ? {} : { leaseInMs }),
    again: action.id,
  }
}

const undoCommandOf = (
  click: ButtonClick,
  incident: Incident,
  dependencies: RunbookDependencies,
): IncidentCommand | undefined => {
  const action = incident.actions.find(({ id }) => id === click.token)
  if (action === undefined) return undefined
  // What is taken back already is refused by name; the card that was clicked may be old.
  const request = action.status === 'undone' ? action.plan?.undo : undoStepOf(action)
  if (request === undefined) return undefined
  return { ...requestStepCommandOf(click, incident, dependencies, request), undoes: action.id }
}

const requestStepCommandOf = (
  click: ButtonClick,
  incident: Incident,
  dependencies: RunbookDependencies,
  request: StepRequest,
) =>
  ({
    type: 'RequestStep',
    action: newActionId(dependencies, incident.id),
    request,
    by: { kind: 'person', person: click.person, place: click.place },
  }) as const
