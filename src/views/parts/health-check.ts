import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { statesOf } from './states.ts'

/** None or one: without a health check, requests that fail before they reach the app are seen by our own request only. */
export const healthCheckNote = (incident: Incident, say: Say): readonly { readonly text: string }[] => {
  const app = statesOf(incident, 'app').find(({ properties }) => 'healthCheckPath' in properties)
  return app === undefined || app.properties.healthCheckPath ? [] : [{ text: say(phrase('card.note.no-health-check')) }]
}
