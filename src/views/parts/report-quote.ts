import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'

export interface ReportQuote {
  readonly quote: string
  readonly by: string
}

/** What was written, by whom and when. Untrusted. */
export const reportQuote = (incident: Incident, say: Translate): ReportQuote => ({
  quote: `“${sanitizeText(incident.text, 200)}”`,
  by: say(messageOf('card.reported', { who: sanitizeText(incident.by.name, 60), openedAt: incident.openedAt })),
})
