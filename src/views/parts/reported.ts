import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'

export interface Reported {
  readonly quote: string
  readonly by: string
}

/** What was written, by whom and when. Untrusted. */
export const reportLine = (incident: Incident, say: Say): Reported => ({
  quote: `“${plain(incident.text, 200)}”`,
  by: say(phrase('card.reported', { who: plain(incident.by.name, 60), openedAt: incident.openedAt })),
})
