import type { Command } from '../command.ts'
import type { Incident } from '../incident.ts'
import { type Bodies, livesIn, refused, runningStatuses } from './rules.ts'

/** Closing withdraws what is still proposed, and waits for what runs. */
export const close = (command: Extract<Command, { type: 'Close' }>, incident: Incident): Bodies => {
  if (!livesIn(incident, command.place)) return refused(command, 'foreign')
  if (incident.closed !== undefined) return refused(command, 'closed')
  if (incident.actions.some(({ status }) => runningStatuses.includes(status))) return refused(command, 'busy')
  const withdrawn = incident.actions
    .filter(({ status }) => status === 'proposed' || status === 'requested')
    .map(({ id }) => ({ type: 'ActionWithdrawn', action: id, by: command.by }) as const)
  return [...withdrawn, { type: 'IncidentClosed', outcome: command.outcome, by: command.by }]
}
