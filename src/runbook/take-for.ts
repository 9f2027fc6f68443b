import type { ChatMessage } from '../chat/types.ts'
import type { Incident } from '../incident/incident.ts'
import { type IncidentOwner, isSameOwner } from '../incident/person.ts'
import { type IncidentLine, ownedAlreadyMessage } from './incident-lines.ts'
import type { InputContext } from './input-context.ts'

interface Taking {
  readonly message: ChatMessage
  readonly incident: Incident
  readonly owner: IncidentOwner
  /** Said to all, once it is so. */
  readonly line: IncidentLine
}

/** From now on `owner` is on the incident; whoever speaks is told who is, also where that is nothing new. */
export const takeFor = async (
  { message, incident, owner, line }: Taking,
  { responder, commands }: InputContext,
): Promise<void> => {
  if (!(await commands.checkRight(message, 'ask', incident.app))) return
  if (incident.owner !== undefined && isSameOwner(incident.owner, owner)) {
    const { key, args } = ownedAlreadyMessage(incident, owner)
    return responder.notice(message, key, args)
  }
  const { person: by, place } = message
  await responder.commit(message, incident.id, { type: 'Take', owner, by, place }, { line })
}
