import { hasStatusTrait } from '../action-status.ts'
import { incidentDenial, placeDenial } from '../approval/authorise.ts'
import { pendingDenial } from '../approval/pending-steps.ts'
import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayload, keptOpen } from '../event.ts'
import type { FailingFigure } from '../events/lifecycle-event.ts'
import { failingFigureOf } from '../failing-figure.ts'
import type { Action, Incident } from '../incident.ts'
import { incidentOutcomeOf } from '../incident-outcome.ts'
import { isSamePerson } from '../person.ts'
import { type EventPayloads, refuseCommand } from './event-payloads.ts'
import { observeAgain } from './lifecycle.ts'

/** How long a question waits for whoever closes: after that they are asked anew. Ours. */
const questionLifetimeInMs = 10 * 60_000
/** Who presses twice by accident has not answered. Ours. */
const doublePressInMs = 2_000

/**
 * Closing withdraws what has not begun to run, and is refused while something runs; how it ended is decided with it.
 * Whoever closes what still fails, or what somebody waits for, is asked once.
 */
export const closeIncident = (
  command: CommandOf<'Close'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const denial = incidentDenial(incident, command.place) ?? pendingDenial(command, incident, context)
  if (denial !== undefined) return refuseCommand(command, denial)
  if (incident.actions.some((action) => hasStatusTrait(action, 'running') && !isWaiting(action)))
    return refuseCommand(command, { reason: 'busy' })
  const failing = failingFigureOf(incident)
  const waiting = incident.actions.filter(isWaiting)
  const isDoubtful = failing !== undefined || waiting.length > 0
  if (isDoubtful && !isConfirmed(command, incident, context)) return refuseCommand(command, { reason: 'confirm-close' })
  const withdrawn = waiting.map(({ id }) => ({ type: 'ActionWithdrawn', action: id, by: command.by }) as const)
  return [...withdrawn, closedEvent(command, incident, failing)]
}

/** The answer no: whoever closes it later is asked anew. */
export const keepOpen = (command: CommandOf<'KeepOpen'>, incident: Incident): EventPayloads => {
  const { by, place } = command
  const denial = incidentDenial(incident, place)
  if (denial !== undefined) return refuseCommand(command, denial)
  if (incident.closeAsked === undefined || incident.closeAsked.keptOpenBy !== undefined)
    return refuseCommand(command, { reason: 'kept-open' })
  return [{ type: 'Answered', how: keptOpen, by, place }]
}

/** Nothing of it has begun: it is planned, proposed, or approved and held back. A lease returns whatever is closed. */
export const isWaiting = ({ status, by }: Action): boolean =>
  by.kind === 'person' && (status === 'requested' || status === 'proposed' || status === 'approved')

/** They have said so, call it a mistake, or close it again after they were asked. */
const isConfirmed = (
  { confirmed, outcome, by }: CommandOf<'Close'>,
  { closeAsked }: Incident,
  { now }: DecisionContext,
): boolean => {
  if (confirmed || outcome === 'abandoned') return true
  if (closeAsked === undefined || closeAsked.keptOpenBy !== undefined || !isSamePerson(closeAsked.by, by)) return false
  const askedFor = now - closeAsked.at
  return askedFor >= doublePressInMs && askedFor <= questionLifetimeInMs
}

const closedEvent = (
  { outcome, by }: CommandOf<'Close'>,
  incident: Incident,
  failing: FailingFigure | undefined,
): EventPayload => {
  if (outcome !== undefined) return { type: 'IncidentClosed', outcome, by }
  if (failing !== undefined) return { type: 'IncidentClosed', outcome: 'failing', failing, by }
  return { type: 'IncidentClosed', outcome: incidentOutcomeOf(incident), by }
}

/** It goes on where it was, with a fresh look at the app. */
export const reopenIncident = (command: CommandOf<'Reopen'>, incident: Incident): EventPayloads => {
  const { by, place, looking } = command
  const denial = placeDenial(incident, place)
  if (denial !== undefined) return refuseCommand(command, denial)
  if (incident.closed === undefined) return refuseCommand(command, { reason: 'open-already' })
  const { closed: _, ...open } = incident
  return [{ type: 'IncidentReopened', by, place }, ...(looking === undefined ? [] : observeAgain(open, looking, by))]
}
