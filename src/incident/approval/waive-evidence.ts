import type { CommandOf, DecisionContext } from '../command.ts'
import { type EventPayloads, refuseCommand } from '../decide/event-payloads.ts'
import type { Incident } from '../incident.ts'
import { authorise, isDenial } from './authorise.ts'
import { missingReasonDenial } from './reason-in-words.ts'

/** The evidence lock is lifted by one who may approve the step, with a reason. */
export const waiveEvidence = (
  command: CommandOf<'WaiveEvidence'>,
  incident: Incident,
  context: DecisionContext,
): EventPayloads => {
  const allowed = authorise(command, incident, context)
  if (isDenial(allowed)) return refuseCommand(command, allowed)
  const { by, reason } = command
  const unexplained = missingReasonDenial(reason)
  if (unexplained !== undefined) return refuseCommand(command, unexplained)
  return [{ type: 'EvidenceWaived', action: allowed.action.id, by, person: allowed.person, reason }]
}
