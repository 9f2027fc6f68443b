import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentStates } from './incident-findings.ts'

/** None or one: without a health check, requests that fail before they reach the app are seen by our own request only. */
export const healthCheckNote = (incident: Incident, say: Translate): readonly { readonly text: string }[] => {
  const app = incidentStates(incident, 'app').find(({ properties }) => 'healthCheckPath' in properties)
  return app === undefined || app.properties.healthCheckPath
    ? []
    : [{ text: say(messageOf('card.note.no-health-check')) }]
}
