import type { ButtonClick } from '../chat/types.ts'
import type { IncidentCommand } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'
import { undoStepOf } from '../incident/lease/undo-step.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import { findSuggestedStep } from '../incident/suggested-steps.ts'
import { isCollectorForApp, requiredOptInOf } from './allowed-collectors.ts'
import type { InputContext } from './input-context.ts'
import { newActionId, observationRequestOf } from './observation-request.ts'
import type { RunbookDependencies } from './types.ts'

/** A button: the card's token says which incident and what in it; the verb what is wanted. Nothing else is believed. */
export const createClickHandler =
  ({ dependencies, scheduler, responder }: InputContext) =>
  async (click: ButtonClick): Promise<void> => {
    const id = /^INC-\d{1,9}(?=$|[./])/.exec(click.token)?.[0]
    const incident = id === undefined ? undefined : await scheduler.repository.load(id)
    const command = incident === undefined ? undefined : commandOf(click, incident, dependencies)
    if (command === 'no-collector' || command === 'stale')
      return responder.refuse(click, click.verb, { reason: command })
    if (incident === undefined || command === undefined)
      return responder.refuse(click, click.verb, { reason: 'unknown' })
    await responder.commit(click, incident.id, command)
  }

type ClickMeaning = IncidentCommand | 'stale' | 'no-collector' | undefined

const commandOf = (click: ButtonClick, incident: Incident, dependencies: RunbookDependencies): ClickMeaning => {
  const { person: by, place } = click
  switch (click.verb) {
    case 'approve':
      return { type: 'Approve', action: click.token, by, place }
    case 'reject':
      return { type: 'Reject', action: click.token, by, place }
    case 'withdraw':
      return { type: 'Withdraw', action: click.token, by, place }
    case 'observe-again':
      return { type: 'Observe', by, place, looking: observationRequestOf(dependencies, incident.app) }
    case 'choose-app':
      return {
        type: 'ChooseApp',
        by,
        place,
        app: click.values.app ?? '',
        looking: observationRequestOf(dependencies, undefined),
      }
    case 'close':
      return { type: 'Close', by, place }
    case 'collect':
      return collectCommandOf(click, incident, dependencies)
    case 'propose':
      return proposeCommandOf(click, incident, dependencies)
    case 'undo':
      return undoCommandOf(click, incident, dependencies)
    default:
      return exceptionalCommandOf(click, dependencies)
  }
}

/** What is not the usual way: an emergency, a waiver, more time. Reasons are kept, so they are redacted first (L5). */
const exceptionalCommandOf = (
  { verb, token: action, values, person: by, place }: ButtonClick,
  { redact }: RunbookDependencies,
): IncidentCommand | undefined => {
  const reason = redact(values.reason ?? '').trim()
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
  const hours = Number(click.values.leaseHours ?? 0)
  const lease = hours > 0 && hours <= maxLeaseInHours ? { leaseInMs: Math.round(hours * 3_600_000) } : {}
  return { ...requestStepCommandOf(click, incident, dependencies, { step: offer.step, args: offer.args }), ...lease }
}

const undoCommandOf = (
  click: ButtonClick,
  incident: Incident,
  dependencies: RunbookDependencies,
): IncidentCommand | undefined => {
  const action = incident.actions.find(({ id }) => id === click.token)
  const request = action === undefined ? undefined : undoStepOf(action)
  return request === undefined ? undefined : requestStepCommandOf(click, incident, dependencies, request)
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

/** A week: whoever wants longer wants it for good. */
const maxLeaseInHours = 168
