import type { StateFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentFindings } from './incident-findings.ts'

/** Every state of one kind, each once though several probes may have seen it; the later one stands. Names alone may repeat. */
export const incidentStates = (incident: Incident, of: StateFinding['of']): readonly StateFinding[] => {
  const states = incidentFindings(incident, 'state').filter((state) => state.of === of)
  return [...new Map(states.map((state) => [identityOfState(state), state])).values()]
}

const identityOfState = ({ name, properties: { id, belongsTo, resource } }: StateFinding): string =>
  [name, id, belongsTo, resource].map((part) => String(part ?? '')).join('\n')
