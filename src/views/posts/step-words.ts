import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { IncidentOwner } from '../../incident/person.ts'
import { appTitle } from '../parts/incident-header.ts'
import { actionTitle } from '../parts/step-title.ts'

/** The app and the step that a message speaks of. */
export const stepOf = (incident: Incident, action: Action, say: Translate) => ({
  app: appTitle(incident, say),
  step: actionTitle(action, say),
})

/** Who has to go on with a step: whoever is on the incident, else whoever asked for it. */
export const responsibleFor = ({ owner, actions }: Incident, { by }: Action): readonly IncidentOwner[] => {
  if (owner !== undefined) return [owner]
  const leased = by.kind === 'lease' ? actions.find(({ id }) => id === by.of)?.by : by
  return leased?.kind === 'person' ? [leased.person] : []
}
