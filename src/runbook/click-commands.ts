import type { ButtonClick } from '../chat/types.ts'
import type { IncidentCommand } from '../incident/command.ts'
import { findAction } from '../incident/decide/event-payloads.ts'
import type { Incident } from '../incident/incident.ts'
import { undoStepOf } from '../incident/lease/undo-step.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import { findSuggestedStep } from '../incident/suggested-steps.ts'
import { isCollectorForApp, requiredOptInOf } from './allowed-collectors.ts'
import { leaseOf } from './click-values.ts'
import { newActionId } from './observation-request.ts'
import type { RunbookDependencies } from './types.ts'

/** What a press means: a command, or why its card is of no use any more. */
export type ClickMeaning = IncidentCommand | 'stale' | 'no-collector' | undefined

/** `INC-7/2/event-log`, or `INC-7/2/collector` for what was chosen under that name. What pauses the app is a step with the collector's name, to be approved like any other. */
export const collectCommandOf = (
  click: ButtonClick,
  incident: Incident,
  dependencies: RunbookDependencies,
): ClickMeaning => {
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

export const proposeCommandOf = (
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
export const askAgainCommandOf = (
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

export const undoCommandOf = (
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
